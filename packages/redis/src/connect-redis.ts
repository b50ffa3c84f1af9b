import { Redis } from 'ioredis';

/**
 * Connects to a Redis that may become unavailable: every command then fails within half a second, and callers fall back
 * to local state.
 */
export function connectRedis(url: string): Redis {
  const redis = new Redis(url, {
    connectTimeout: 2_000,
    commandTimeout: 500,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
  });
  // Without a listener, an error would end the process; each command that fails reports it to its caller.
  redis.on('error', () => {});
  return redis;
}
