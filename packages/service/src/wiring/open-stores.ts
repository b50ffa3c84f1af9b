import type { Config, databaseConfig, queueConfig, secretsConfig } from '@hubtwin/config';
import type { Database, DatabaseConnection, DatabaseOptions } from '@hubtwin/database';
import { connectQueues, type Queues, type QueuesOptions } from '@hubtwin/queue';
import { type KeyRing, openKeyRing } from '@hubtwin/secrets';
import type { Telemetry } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';
import { openDatabase } from './open-database.ts';

/** The stores of a service. */
export interface Stores extends AsyncDisposable {
  database: Kysely<Database>;
  pool: DatabaseConnection['pool'];
  queues: Queues;
  /** Encrypts stored secrets; null: no encryption key is configured. */
  keys: KeyRing | null;
}

export type StoresConfig = Config<{
  database: typeof databaseConfig;
  queue: typeof queueConfig;
  secrets: typeof secretsConfig;
}>;

/** Opens the configured stores: the queues are in Redis if it is configured, else in the database. */
export function openStores(
  config: StoresConfig,
  { logger }: Pick<Telemetry, 'logger'>,
  options: Partial<DatabaseOptions> & Pick<QueuesOptions, 'postponedUntil'> = {},
): Stores {
  const { postponedUntil, ...databaseOptions } = options;
  const owned = new AsyncDisposableStack();
  const { database, pool } = owned.use(openDatabase(config, { logger }, databaseOptions));
  const { redisUrl } = config.queue;
  const store = redisUrl === undefined ? { postgresUrl: config.database.url } : { redisUrl };
  const queues = owned.use(connectQueues({ store, logger, ...(postponedUntil && { postponedUntil }) }));
  const keys = owned.use(openKeyRing(config.secrets, logger));
  return { database, pool, queues, keys, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
