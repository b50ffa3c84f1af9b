import { Redis } from 'ioredis';

/**
 * Connects to a Redis that may go away: every command then fails within half a second, and is answered for
 * by what this process knows itself.
 */
export function connectRedis(url: string): Redis {
  const redis = new Redis(url, {
    connectTimeout: 2_000,
    commandTimeout: 500,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
  });
  // Unheard, an error would end the process; each command that fails is told of where it was sent.
  redis.on('error', () => {});
  return redis;
}
