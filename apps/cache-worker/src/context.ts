import { type Cache, connectCache } from '@hubtwin/cache';
import { createDatabase, type Database } from '@hubtwin/database';
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
  const { database } = owned.use(
    createDatabase({
      ...config.database,
      onConnectionError: (error) => logger.warn({ err: error }, 'database connection lost'),
    }),
  );
  const cache = owned.use(connectCache({ ...config.cache, meter }));
  return { database, cache, logger, meter, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
