import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

/** Runs a Lua script in Redis, which is sent again only to a server that has not loaded it. */
export type RedisScript = (keys: readonly string[], values: readonly string[]) => Promise<unknown>;

/** @param files Lua sources, concatenated in this order. */
export function createRedisScript(redis: Redis, ...files: URL[]): RedisScript {
  const lua = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const sha = createHash('sha1').update(lua).digest('hex');
  return async (keys, values) => {
    try {
      return await redis.evalsha(sha, keys.length, ...keys, ...values);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return await redis.eval(lua, keys.length, ...keys, ...values);
    }
  };
}
