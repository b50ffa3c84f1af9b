import { connectRedis } from '@hubtwin/redis';
import type { Meter } from '@opentelemetry/api';
import { type Cache, createCache } from './create-cache.ts';
import { createMemoryStore } from './create-memory-store.ts';
import { createRedisStore } from './create-redis-store.ts';

export interface CacheOptions {
  /** The Redis that processes share; absent: the memory of this process. */
  redisUrl: string | undefined;
  meter: Meter;
  /** Called with the error when Redis becomes unavailable, and with null when it is available again. */
  onUnavailable?: (error: unknown) => void;
}

/** Creates a cache for a service: in Redis if it is configured. */
export function connectCache({ redisUrl, meter, onUnavailable }: CacheOptions): Cache {
  const store =
    redisUrl === undefined
      ? createMemoryStore()
      : createRedisStore({
          redis: connectRedis(redisUrl),
          ...(onUnavailable !== undefined && { onUnavailable }),
        });
  return createCache({ store, meter });
}
