import { randomBytes } from 'node:crypto';
import { createRedisScript, createUnlessUnavailable } from '@hubtwin/redis';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { CacheStore, Look } from './cache-store.ts';

export interface RedisStoreOptions {
  /** Must reject commands immediately while the server is unavailable, not queue them. */
  redis: Redis;
  /** Prefix of every key. */
  prefix?: string;
  /** Called with the error when Redis becomes unavailable, and with null when it is available again. */
  onUnavailable?: (error: unknown) => void;
}

const nothing: Look = { value: null, versions: null };
const looked = z.tuple([z.string(), z.string().nullable()]);
const tagsAtOnce = 1_000;

/**
 * Creates a cache that processes share in Redis. An entry is a hash that expires with its TTL; another hash contains
 * the versions of all tags, and one key expires with the last confirmation.
 */
export function createRedisStore(options: RedisStoreOptions): CacheStore {
  const { redis, prefix = 'hubtwin:cache:', onUnavailable = () => {} } = options;
  const unlessUnavailable = createUnlessUnavailable(onUnavailable);
  const lookUp = createRedisScript(redis, new URL('look.lua', import.meta.url));
  const keepIfCurrent = createRedisScript(redis, new URL('keep.lua', import.meta.url));
  const versionsKey = `${prefix}tags`;
  const confirmedKey = `${prefix}confirmed`;
  const entryKey = (key: string) => `${prefix}entry:${key}`;

  // During the first connection attempt, reads bypass Redis, and invalidations wait.
  let isContacted = redis.status === 'ready';
  const { promise: contacted, resolve } = Promise.withResolvers<void>();
  if (isContacted) resolve();
  else redis.once('ready', resolve).once('error', () => resolve());
  const recorded = contacted.then(() => {
    isContacted = true;
  });

  async function forget(tags: readonly string[]): Promise<void> {
    for (let at = 0; at < tags.length; at += tagsAtOnce) {
      await redis.hdel(versionsKey, ...tags.slice(at, at + tagsAtOnce));
    }
  }

  async function tagsLike(pattern: string): Promise<string[]> {
    const found = new Set<string>();
    let cursor = '0';
    do {
      const [next, pairs] = await redis.hscan(versionsKey, cursor, 'MATCH', pattern, 'COUNT', tagsAtOnce);
      for (let at = 0; at < pairs.length; at += 2) found.add(pairs[at] ?? '');
      cursor = next;
    } while (cursor !== '0');
    return [...found];
  }

  return {
    async look(key, tags) {
      if (!isContacted) return nothing;
      const fresh = randomBytes(9).toString('base64');
      return await unlessUnavailable(
        async () => {
          const reply = await lookUp([versionsKey, entryKey(key), confirmedKey], [fresh, ...tags]);
          const [versions, value] = looked.parse(reply);
          return { versions, value };
        },
        async () => nothing,
      );
    },
    keep: ({ key, tags, versions, value, ttlMs }) =>
      unlessUnavailable(
        async () =>
          (await keepIfCurrent([versionsKey, entryKey(key)], [versions, `${ttlMs}`, value, ...tags])) === 1,
        async () => false,
      ),
    async invalidate(tags) {
      await recorded;
      await forget(tags);
    },
    async invalidateMatching(patterns) {
      await recorded;
      for (const pattern of patterns) {
        if (pattern === '*') await redis.del(versionsKey);
        // `*` is the only special character of a pattern.
        else await forget(await tagsLike(pattern.replace(/[\\?[\]]/g, '\\$&')));
      }
    },
    async confirm(forMs) {
      await recorded;
      const ms = Math.floor(forMs);
      if (ms > 0) await redis.set(confirmedKey, '1', 'PX', ms);
    },
    async [Symbol.asyncDispose]() {
      redis.disconnect();
    },
  };
}
