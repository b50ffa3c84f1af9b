import { createRedisScript } from '@hubtwin/redis';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { BudgetStore, StoredRecord } from './budget-store.ts';

const text = z.string().nullable();
const swapReply = z.tuple([z.literal([0, 1]), z.coerce.number(), text, text]);
const readReply = z.tuple([z.tuple([text, text]), z.tuple([z.coerce.number(), z.coerce.number()])]);
const listReply = z.array(text);

/** A record that has not changed for this long is obsolete. */
const keepMs = 86_400_000;

/** Budgets in Redis. It may lose them: processes that know them write them again. */
export function createRedisBudgetStore(redis: Redis, prefix = 'hubtwin:github-budget:'): BudgetStore {
  const script = createRedisScript(redis, new URL('swap-record.lua', import.meta.url));
  const indexKey = `${prefix}index`;
  // The braces keep the keys of a credential in one slot of a cluster.
  const keyOf = (credential: string) => `${prefix}{${credential}}`;
  const indexed = new Set<string>();

  return {
    async read(credential) {
      const replies = await Promise.all([redis.hmget(keyOf(credential), 'version', 'record'), redis.time()]);
      const [[version, record], [seconds, microseconds]] = readReply.parse(replies);
      return { stored: storedOf(version, record), now: seconds * 1_000 + Math.floor(microseconds / 1_000) };
    },

    async swap(credential, { expected, version, record }) {
      if (!indexed.has(credential) || expected === null) {
        await redis.sadd(indexKey, credential);
        indexed.add(credential);
      }
      const reply = await script([keyOf(credential)], [expected ?? '', version, record, `${keepMs}`]);
      const [swapped, now, storedVersion, storedRecord] = swapReply.parse(reply);
      return { swapped: swapped === 1, stored: storedOf(storedVersion, storedRecord), now };
    },

    async list() {
      const [credentials, [seconds, microseconds]] = await Promise.all([
        redis.smembers(indexKey),
        redis.time(),
      ]);
      const records = await Promise.all(
        credentials.map((credential) => redis.hget(keyOf(credential), 'record')),
      );
      return {
        records: listReply
          .parse(records)
          .flatMap((record, at) => (record === null ? [] : [{ credential: credentials[at] ?? '', record }])),
        now: Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000),
      };
    },
  };
}

const storedOf = (version: string | null, record: string | null): StoredRecord | null =>
  version === null || record === null ? null : { version, record };
