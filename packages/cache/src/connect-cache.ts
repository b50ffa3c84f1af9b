import { connectRedis } from '@hubtwin/redis';
import type { Meter } from '@opentelemetry/api';
import { type Cache, createCache } from './create-cache.ts';
import { createMemoryStore } from './create-memory-store.ts';
import { createRedisStore } from './create-redis-store.ts';

export interface CacheOptions {
  /** Where processes share the cache; absent: it is in the memory of this one. */
  redisUrl: string | undefined;
  meter: Meter;
  /** Told when Redis goes away, with its error, and with null when it is back. */
  onAway?: (error: unknown) => void;
}

/** A cache as a service needs it: in Redis where there is one. */
export function connectCache({ redisUrl, meter, onAway }: CacheOptions): Cache {
  const store =
    redisUrl === undefined
      ? createMemoryStore()
      : createRedisStore({ redis: connectRedis(redisUrl), ...(onAway !== undefined && { onAway }) });
  return createCache({ store, meter });
}
