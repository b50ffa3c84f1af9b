import type { Cache } from '@hubtwin/cache';
import type { Database } from '@hubtwin/database';
import { openCache, openDatabase } from '@hubtwin/service/stores';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';
import type { CacheWorkerConfig } from './config.ts';

/** The resources of the follower. */
export interface CacheWorkerContext extends AsyncDisposable {
  database: Kysely<Database>;
  cache: Cache;
  logger: Logger;
  meter: Meter;
}

export function createContext(config: CacheWorkerConfig, telemetry: Telemetry): CacheWorkerContext {
  const { logger, meter } = telemetry;
  const owned = new AsyncDisposableStack();
  const { database } = owned.use(openDatabase(config, telemetry));
  const cache = owned.use(openCache(config.cache, telemetry));
  return { database, cache, logger, meter, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
