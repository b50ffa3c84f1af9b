import type { Cache } from '@hubtwin/cache';
import { createMemoryCursor, type Database } from '@hubtwin/database';
import { keepCacheFresh } from '@hubtwin/replication';
import { openCache } from '@hubtwin/service/stores';
import type { Telemetry } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';
import type { ApiConfig } from './config.ts';

/** The cache of responses, and their times to live. */
export interface Caching extends AsyncDisposable {
  cache: Cache;
  ttlSeconds: ApiConfig['cache']['ttlSeconds'];
}

/**
 * Opens the cache of responses; null if it is disabled. The cache-worker invalidates one in Redis; one in
 * the memory of this process is invalidated here.
 */
export function openCaching(
  { isEnabled, redisUrl, ttlSeconds }: ApiConfig['cache'],
  database: Kysely<Database>,
  { logger, meter }: Pick<Telemetry, 'logger' | 'meter'>,
): Caching | null {
  if (!isEnabled) return null;
  const owned = new AsyncDisposableStack();
  const cache = owned.use(openCache({ redisUrl }, { logger, meter }));
  if (redisUrl === undefined) {
    const onError = (error: unknown) =>
      logger.warn({ err: error }, 'following the change log failed; retrying');
    owned.use(keepCacheFresh({ database, cache, cursor: createMemoryCursor(), meter, onError }));
  }
  return { cache, ttlSeconds, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
