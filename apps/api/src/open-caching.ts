import { type Cache, connectCache } from '@hubtwin/cache';
import { createMemoryCursor, type Database } from '@hubtwin/database';
import { keepCacheFresh } from '@hubtwin/replication';
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
  const onUnavailable = (error: unknown) =>
    error === null
      ? logger.info('the cache in Redis is available again')
      : logger.warn({ err: error }, 'the cache in Redis is unavailable');
  const cache = owned.use(connectCache({ redisUrl, meter, onUnavailable }));
  if (redisUrl === undefined) {
    const onError = (error: unknown) =>
      logger.warn({ err: error }, 'following the change log failed; retrying');
    owned.use(keepCacheFresh({ database, cache, cursor: createMemoryCursor(), meter, onError }));
  }
  return { cache, ttlSeconds, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
