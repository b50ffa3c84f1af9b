import {
  createDatabase,
  createGitHubBudgetStore,
  createHttpCache,
  type Database,
  findInstallationGrants,
} from '@hubtwin/database';
import { connectGitHub, type GitHubClient } from '@hubtwin/github';
import { connectQueues, movedQueue, observeQueues, type Queues } from '@hubtwin/queue';
import {
  budgetPatienceMs,
  createSyncMetrics,
  movedRepository,
  postponedUntil,
  recordRefused,
  reportRequests,
  type SyncMetrics,
} from '@hubtwin/replication';
import { openKeyRing } from '@hubtwin/secrets';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';
import type { ImportWorkerConfig } from './config.ts';

/** The resources of the jobs. */
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
  const queues = owned.use(connectQueues({ store, logger, postponedUntil }));
  const keys = owned.use(openKeyRing(config.secrets, logger));
  const github = owned.use(
    connectGitHub({
      ...config.github,
      keys,
      responses: createHttpCache(database),
      grantsOf: (id) => findInstallationGrants(database, id),
      onRefused: recordRefused({
        database,
        onError: (error) => logger.warn({ err: error }, 'a refused credential was not recorded'),
      }),
      budgetStore: createGitHubBudgetStore(database),
      patienceMs: budgetPatienceMs,
      meter,
      logger,
      onMoved(moved) {
        const repositoryId = movedRepository(moved);
        if (repositoryId === null) return;
        // The next probe detects a move that is lost here.
        queues.enqueue(movedQueue, { repositoryId }).catch((error: unknown) => {
          logger.warn(
            { err: error, repository_id: repositoryId },
            'refetch of a moved repository not enqueued',
          );
        });
      },
    }),
  );
  owned.use(
    reportRequests({
      database,
      github,
      service: 'import-worker',
      onError: (error) => logger.warn({ err: error }, 'requests to GitHub not reported'),
    }),
  );
  observeQueues(meter, queues);
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
