import type { Admission, Budget, BudgetState, RefusalReason, Reservation } from './budget.ts';
import type { Known } from './known.ts';
import { type LimitRecord, newRecord, observe, rollOver } from './limit-record.ts';
import { paceOf } from './pace-of.ts';
import type { BudgetPolicy } from './policy.ts';
import { secondaryLimitsOf } from './secondary-limits-of.ts';
import { createSlidingCount, type SlidingCount } from './sliding-count.ts';
import { burnRate, strangersRate } from './trend.ts';

export interface MemoryBudgetOptions {
  policy: BudgetPolicy;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** This process's part of everything, from 0 to 1, where others share the credentials and cannot be asked. */
  share?: () => number;
}

/** One credential: what is in flight, what closed it, and its resources. */
interface Account {
  closedUntil: number;
  /** Refusals in a row. */
  strikes: number;
  /** Expiry and resource of each request in flight, by id. */
  flights: Map<string, { expiresAt: number; resource: string | null }>;
  records: Map<string, LimitRecord>;
  counts: Map<string, SlidingCount>;
}

const minuteMs = 60_000;
const longestClosureMs = 3_600_000;

/** How soon to ask again where nothing tells when it will be better. */
const soon = { concurrency: 50, unknown: 25, settling: 250, forecast: 5_000 };

/** A budget in memory, which can also tell what it knows to one elsewhere that has forgotten. */
export interface MemoryBudget extends Budget {
  known(of: Pick<Reservation, 'credential' | 'resource'>): Known;
  /** Counts as in flight what was granted elsewhere. */
  join(reservation: Reservation): void;
}

/** A budget in this process's memory. `reserve.lua` decides alike, and the contract's tests hold both to it. */
export function createMemoryBudget(options: MemoryBudgetOptions): MemoryBudget {
  const { policy, now = Date.now, share = () => 1 } = options;
  const accounts = new Map<string, Account>();

  function accountOf(credential: string): Account {
    const known = accounts.get(credential);
    if (known !== undefined) return known;
    const account = {
      closedUntil: 0,
      strikes: 0,
      flights: new Map(),
      records: new Map(),
      counts: new Map(),
    };
    accounts.set(credential, account);
    return account;
  }

  return {
    async reserve(reservation) {
      const account = accountOf(reservation.credential);
      const refusal = decide(account, reservation, now(), policy, share());
      if (refusal !== null) return refusal;
      commit(account, reservation, now(), policy, share());
      return { granted: true };
    },

    known({ credential, resource }) {
      const account = accountOf(credential);
      const record = recordOf(account, resource ?? '');
      const within = (time: number) => Math.max(0, time - now());
      return {
        closedForMs: within(account.closedUntil),
        limit: record.limit,
        used: record.used,
        resetInMs: within(record.resetAt),
        own: record.own,
        paced: record.paced,
        dueInMs: within(record.dueAt),
      };
    },

    join({ id, credential, resource, expiresMs }) {
      const account = accountOf(credential);
      forgetExpired(account, now());
      account.flights.set(id, { expiresAt: now() + expiresMs, resource });
    },

    async settle({ id, credential, resource, headers, cost, closeMs }) {
      const account = accountOf(credential);
      account.flights.delete(id);
      if (closeMs !== undefined) close(account, now(), closeMs);
      else if (headers !== null && account.closedUntil <= now()) account.strikes = 0;
      if (resource === null || headers === null) return;
      const record = recordOf(account, resource);
      if (headers === 'none') record.limit ??= 0;
      else observe(record, now(), headers, cost);
    },

    async read() {
      return [...accounts].flatMap(([credential, account]) =>
        [...account.records].map(([resource, record]) =>
          stateOf(credential, account, resource, record, now()),
        ),
      );
    },

    async [Symbol.asyncDispose]() {},
  };
}

function recordOf({ records }: Account, resource: string): LimitRecord {
  const record = records.get(resource) ?? newRecord();
  records.set(resource, record);
  return record;
}

/** GitHub asks for at least a minute where it names no time, and for exponentially more if it goes on. */
function close(account: Account, now: number, closeMs: number | null): void {
  const atLeast = Math.min(minuteMs * 2 ** account.strikes, longestClosureMs);
  account.closedUntil = Math.max(account.closedUntil, now + (closeMs ?? atLeast));
  account.strikes += 1;
}

const refuse = (reason: RefusalReason, waitMs: number): Admission => ({
  granted: false,
  reason,
  waitMs: Math.max(1, Math.ceil(waitMs)),
});

/** @returns null where nothing stands against the request. */
function decide(
  account: Account,
  reservation: Reservation,
  now: number,
  policy: BudgetPolicy,
  share: number,
): Admission | null {
  if (account.closedUntil > now) return refuse('closed', account.closedUntil - now);
  forgetExpired(account, now);
  const most = Math.max(1, policy.concurrency[reservation.priority] * share);
  if (account.flights.size >= most) return refuse('concurrency', soon.concurrency);
  const { resource } = reservation;
  if (resource !== null) {
    const record = recordOf(account, resource);
    rollOver(record, now);
    const inFlight = inFlightOf(account, resource);
    const refusal =
      refuseByLimit(record, reservation, inFlight, now, policy, share) ??
      refuseByPace(record, { ...reservation, resource }, now, policy, share);
    if (refusal !== null) return refusal;
  }
  for (const { key, windowMs, amount, limit } of secondaryLimitsOf(reservation, policy)) {
    const waitMs = countOf(account, key, windowMs).waitFor(now, amount, limit * share);
    if (waitMs > 0) return refuse('secondary', waitMs);
  }
  return null;
}

function forgetExpired({ flights }: Account, now: number): void {
  for (const [id, { expiresAt }] of flights) if (expiresAt <= now) flights.delete(id);
}

const inFlightOf = ({ flights }: Account, resource: string) =>
  flights
    .values()
    .filter((flight) => flight.resource === resource)
    .toArray().length;

function refuseByLimit(
  record: LimitRecord,
  { priority }: Reservation,
  inFlight: number,
  now: number,
  { headroom, maxPerHour }: BudgetPolicy,
  share: number,
): Admission | null {
  const { limit, used, own, resetAt, seenAt } = record;
  if (limit === null) return inFlight === 0 ? null : refuse('unknown', soon.unknown);
  if (limit === 0) return null;
  const leftMs = Math.max(0, resetAt - now);
  const strangers = strangersRate(record.trend);
  // What strangers may have spent since GitHub's last word, and what they will until the reset.
  const unseen = Math.ceil((strangers * (Math.min(now - seenAt, minuteMs) + 1_000)) / 1_000);
  const forecast = priority === 'critical' ? 0 : (strangers * leftMs) / 1_000;
  const ceiling = Math.min(limit, maxPerHour ?? limit);
  const remaining = Math.min(limit - used - (strangers > 0 ? unseen : 0), ceiling - own);
  const free = remaining - forecast - headroom[priority] * ceiling;
  if (free * share > inFlight) return null;
  if (leftMs === 0) return refuse('exhausted', soon.settling);
  if (free > 0) return refuse('exhausted', Math.min(leftMs, soon.settling));
  return refuse('exhausted', forecast > 0 ? Math.min(leftMs, soon.forecast) : leftMs);
}

const isPaced = (priority: Reservation['priority']) => priority === 'normal' || priority === 'low';

function refuseByPace(
  record: LimitRecord,
  { priority, resource }: Reservation & { resource: string },
  now: number,
  policy: BudgetPolicy,
  share: number,
): Admission | null {
  if (!isPaced(priority)) return null;
  const { spacingMs, burst, most } = paceOf(policy, record, resource, share);
  if (record.paced >= most && record.resetAt > now) return refuse('pace', record.resetAt - now);
  const earliest = record.dueAt - (burst - 1) * spacingMs;
  return now >= earliest ? null : refuse('pace', earliest - now);
}

function commit(
  account: Account,
  reservation: Reservation,
  now: number,
  policy: BudgetPolicy,
  share: number,
): void {
  const { id, resource, priority, expiresMs } = reservation;
  account.flights.set(id, { expiresAt: now + expiresMs, resource });
  if (resource !== null && isPaced(priority)) {
    const record = recordOf(account, resource);
    const { spacingMs } = paceOf(policy, record, resource, share);
    record.dueAt = Math.max(now, record.dueAt) + spacingMs;
    record.paced += 1;
  }
  for (const { key, windowMs, amount } of secondaryLimitsOf(reservation, policy)) {
    countOf(account, key, windowMs).add(now, amount);
  }
}

function countOf({ counts }: Account, key: string, windowMs: number): SlidingCount {
  const count = counts.get(key) ?? createSlidingCount(windowMs);
  counts.set(key, count);
  return count;
}

function stateOf(
  credential: string,
  account: Account,
  resource: string,
  record: LimitRecord,
  now: number,
): BudgetState {
  rollOver(record, now);
  forgetExpired(account, now);
  return {
    credential,
    resource,
    limit: record.limit || null,
    used: record.used,
    resetAt: record.resetAt,
    seenAt: record.seenAt,
    inFlight: inFlightOf(account, resource),
    closedUntil: account.closedUntil,
    burnRate: burnRate(record.trend),
    strangersRate: strangersRate(record.trend),
  };
}
