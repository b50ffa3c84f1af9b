import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRedisScript } from '@hubtwin/redis';
import type { KeyRing } from '@hubtwin/secrets';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { createMemoryTokenStore } from './create-memory-token-store.ts';
import { type InstallationToken, type TokenStore, unusedBeforeEndMs } from './token-store.ts';

export interface RedisTokenStoreOptions {
  redis: Redis;
  keys: KeyRing;
  prefix?: string;
}

const storedToken = z.object({ token: z.string(), issuedAt: z.number(), expiresAt: z.number() });

/** Maximum time to mint a token, in milliseconds; then another process takes over. */
const mintingMs = 15_000;
const pollMs = 40;

/**
 * Tokens that processes share in Redis, encrypted and bound to their name. One process mints, the others wait for its
 * token; if Redis is unavailable, each mints its own.
 */
export function createRedisTokenStore({
  redis,
  keys,
  prefix = 'hubtwin:token:',
}: RedisTokenStoreOptions): TokenStore {
  const local = createMemoryTokenStore();
  const releaseIfOurs = createRedisScript(redis, new URL('delete-if-equal.lua', import.meta.url));
  const place = (name: string) => ({ table: 'redis', column: 'installation_token', row: name });

  async function find(name: string): Promise<InstallationToken | null> {
    const stored = await redis.getBuffer(prefix + name);
    if (stored === null) return null;
    try {
      return storedToken.parse(JSON.parse(await keys.decrypt(stored, place(name))));
    } catch {
      // Encrypted with an unknown key, or not written by us: minting replaces it.
      return null;
    }
  }

  async function mintOnce(name: string, mint: () => Promise<InstallationToken>): Promise<InstallationToken> {
    const lock = `${prefix}${name}:minting`;
    const us = randomUUID();
    for (;;) {
      const known = await find(name);
      if (known !== null && known.expiresAt - unusedBeforeEndMs > Date.now()) return known;
      if ((await redis.set(lock, us, 'PX', mintingMs, 'NX')) === 'OK') break;
      await sleep(pollMs);
    }
    try {
      // Another process may have finished between our read and our lock.
      const known = await find(name);
      if (known !== null && known.expiresAt - unusedBeforeEndMs > Date.now()) return known;
      const token = await mint();
      const livesMs = Math.max(1, token.expiresAt - unusedBeforeEndMs - Date.now());
      await redis.set(prefix + name, keys.encrypt(JSON.stringify(token), place(name)), 'PX', livesMs);
      return token;
    } finally {
      await releaseIfOurs([lock], [us]);
    }
  }

  async function shared(name: string, mint: () => Promise<InstallationToken>): Promise<InstallationToken> {
    let failed = false;
    let minted: InstallationToken | null = null;
    const mintHere = async () => {
      try {
        minted = await mint();
        return minted;
      } catch (error) {
        failed = true;
        throw error;
      }
    };
    try {
      return await mintOnce(name, mintHere);
    } catch (error) {
      if (failed) throw error;
      return minted ?? (await mint());
    }
  }

  return {
    getOrMint: (name, mint) => local.getOrMint(name, () => shared(name, mint)),
    async forget(name, token) {
      await local.forget(name, token);
      const known = await find(name).catch(() => null);
      if (known?.token === token.token) await redis.del(prefix + name).catch(() => 0);
    },
  };
}
