import { createDatabase, type Database } from '@hubtwin/database';
import { connectGitHub, type GitHubClient } from '@hubtwin/github';
import { connectQueues, type Queues } from '@hubtwin/queue';
import { createSyncMetrics, type SyncMetrics } from '@hubtwin/replication';
import { openKeyRing } from '@hubtwin/secrets';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';
import type { ImportWorkerConfig } from './config.ts';

/** Everything that the jobs use. */
export interface ImportWorkerContext extends AsyncDisposable {
  config: ImportWorkerConfig;
  database: Kysely<Database>;
  queues: Queues;
  github: GitHubClient;
  logger: Logger;
  metrics: SyncMetrics;
}

export function createContext(config: ImportWorkerConfig, telemetry: Telemetry): ImportWorkerContext {
  const { logger, meter } = telemetry;
  const owned = new AsyncDisposableStack();
  const { database } = owned.use(
    createDatabase({
      ...config.database,
      onConnectionError: (error) => logger.warn({ err: error }, 'database connection lost'),
    }),
  );
  const { redisUrl } = config.queue;
  const store = redisUrl === undefined ? { postgresUrl: config.database.url } : { redisUrl };
  const queues = owned.use(connectQueues({ store, logger }));
  const github = owned.use(
    connectGitHub({ ...config.github, keys: openKeyRing(config.secrets), meter, logger }),
  );
  return {
    config,
    database,
    queues,
    github,
    logger,
    metrics: createSyncMetrics(meter),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
