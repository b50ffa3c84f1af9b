import { createRedisScript } from '@hubtwin/redis';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Admission, Budget, BudgetState, Reservation, Settlement } from './budget.ts';
import type { Known } from './known.ts';
import { type BudgetPolicy, strategyLimit, windowOf } from './policy.ts';
import { secondaryLimitsOf } from './secondary-limits-of.ts';
import { burnRate, strangersRate } from './trend.ts';

export interface RedisBudgetOptions {
  redis: Redis;
  policy: BudgetPolicy;
  /** Names this process among those that share the budget. */
  process: string;
  /** Milliseconds since the epoch; by default Redis's own clock, which all processes have in common. */
  now?: () => number;
  /** Before every key. */
  prefix?: string;
  known?: (reservation: Reservation) => Known;
  /** Told with each answer how many processes were seen in the last minute. */
  onProcesses?: (count: number) => void;
}

const common = new URL('redis-budget.lua', import.meta.url);

const nothingKnown: Known = {
  closedForMs: 0,
  limit: null,
  used: 0,
  resetInMs: 0,
  own: 0,
  paced: 0,
  dueInMs: 0,
};

const reserveReply = z.tuple([
  z.literal([0, 1]),
  z.literal(['', 'closed', 'exhausted', 'pace', 'concurrency', 'secondary', 'unknown']),
  z.int(),
  z.int(),
]);

/**
 * A budget in Redis, for every process that shares it: one script before a request and one after it. Nothing
 * in it is the only copy of anything; when Redis has forgotten, `known` and the next headers say it again.
 *
 * @throws what ioredis throws when Redis is away.
 */
export function createRedisBudget(options: RedisBudgetOptions): Budget {
  const { redis, policy, process, now, prefix = 'hubtwin:budget:', onProcesses } = options;
  const { known = () => nothingKnown } = options;
  const policyJson = JSON.stringify({ ...policy, strategyLimit });
  const reserve = createRedisScript(redis, common, new URL('reserve.lua', import.meta.url));
  const settle = createRedisScript(redis, common, new URL('settle.lua', import.meta.url));
  const indexed = new Set<string>();
  const time = () => (now === undefined ? '' : `${now()}`);

  // The braces keep a credential's keys in one slot of a cluster.
  const base = (credential: string) => `${prefix}{${credential}}`;
  const keysOf = (credential: string, resource: string | null) => {
    const ours = base(credential);
    return [
      ours,
      `${ours}:flights`,
      `${ours}:flights:${resource}`,
      `${ours}:record:${resource}`,
      `${ours}:counts`,
      `${ours}:processes`,
    ];
  };

  async function index({ credential, resource }: Settlement): Promise<void> {
    const entry = `${credential} ${resource}`;
    if (resource === null || indexed.has(entry)) return;
    await redis.sadd(`${prefix}index`, entry);
    indexed.add(entry);
  }

  return {
    async reserve(reservation): Promise<Admission> {
      const { credential, resource } = reservation;
      const keys = keysOf(credential, resource);
      const input = JSON.stringify({
        ...reservation,
        process,
        window: windowOf(resource ?? ''),
        counts: secondaryLimitsOf(reservation, policy),
        known: known(reservation),
      });
      const reply = await reserve(keys, [input, time(), policyJson]);
      const [granted, reason, waitMs, processes] = reserveReply.parse(reply);
      onProcesses?.(processes);
      return granted === 1 || reason === '' ? { granted: true } : { granted: false, reason, waitMs };
    },

    async settle(settlement) {
      const { credential, resource, closeMs, ...rest } = settlement;
      const keys = keysOf(credential, resource);
      const input = JSON.stringify({
        ...rest,
        resource,
        closes: closeMs !== undefined,
        closeMs: closeMs ?? null,
      });
      await Promise.all([settle(keys, [input, time()]), index(settlement)]);
    },

    async read() {
      const at = now?.() ?? Date.now();
      const entries = await redis.smembers(`${prefix}index`);
      const pipeline = redis.pipeline();
      for (const entry of entries) {
        const [credential = '', resource = ''] = entry.split(' ');
        const [account = '', , flights = '', record = ''] = keysOf(credential, resource);
        pipeline.hgetall(record).hget(account, 'closedUntil').zcount(flights, `(${at}`, '+inf');
      }
      const replies = ((await pipeline.exec()) ?? []).map(([error, reply]) => {
        if (error !== null) throw error;
        return reply;
      });
      return entries.flatMap((entry, nth) => {
        const parsed = storedState.safeParse(replies.slice(nth * 3, nth * 3 + 3));
        return parsed.success ? [stateOf(entry, parsed.data, at)] : [];
      });
    },

    async [Symbol.asyncDispose]() {},
  };
}

const number = z.coerce.number();
const storedState = z.tuple([
  z.object({
    limit: number,
    used: number,
    resetAt: number,
    seenAt: number,
    burnSum: number,
    strangersSum: number,
    weight: number,
  }),
  z.coerce.number(),
  z.int(),
]);

function stateOf(
  entry: string,
  [record, closedUntil, inFlight]: z.infer<typeof storedState>,
  now: number,
): BudgetState {
  const [credential = '', resource = ''] = entry.split(' ');
  const isOver = record.resetAt !== 0 && record.resetAt <= now;
  return {
    credential,
    resource,
    limit: record.limit > 0 ? record.limit : null,
    used: isOver ? 0 : record.used,
    resetAt: isOver ? 0 : record.resetAt,
    seenAt: record.seenAt,
    inFlight,
    closedUntil,
    burnRate: burnRate(record),
    strangersRate: strangersRate(record),
  };
}
