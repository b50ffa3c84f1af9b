import {
  createDatabase,
  createGitHubBudgetStore,
  createHttpCache,
  type Database,
  findInstallationGrants,
  openConnections,
} from '@hubtwin/database';
import { connectGitHub, type GitHubClient } from '@hubtwin/github';
import { connectQueues, movedQueue, observeQueues, type Queues } from '@hubtwin/queue';
import {
  budgetPatienceMs,
  createFileParser,
  createSyncMetrics,
  type FileParser,
  movedRepository,
  postponedUntil,
  recordRefused,
  reportRequests,
  type SyncMetrics,
} from '@hubtwin/replication';
import { openKeyRing } from '@hubtwin/secrets';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { Counter, Gauge, Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';
import { createBacklogMetrics } from './backlog-metrics.ts';
import type { SyncWorkerConfig } from './config.ts';
import { createDriftMetrics } from './drift-metrics.ts';
import { createDeliveryMetrics, type DeliveryMetrics } from './metrics.ts';
import { createRecoveryMetrics, type RecoveryMetrics } from './recovery-metrics.ts';

/** The resources of the jobs. */
export interface SyncWorkerContext extends AsyncDisposable {
  config: SyncWorkerConfig;
  database: Kysely<Database>;
  queues: Queues;
  github: GitHubClient;
  /** The parser of the files of projects. */
  fileParser: FileParser;
  /** The delay of a refetch after the delivery that caused it, in milliseconds. */
  settleAfterMs: { incomplete: number; contradicted: number };
  logger: Logger;
  metrics: DeliveryMetrics;
  syncMetrics: SyncMetrics & { drifted: Gauge };
  recoveryMetrics: RecoveryMetrics;
  /** Projects, by outcome. */
  projectsProcessed: Counter;
}

/**
 * GitHub's clocks have whole seconds: a later request surely returns the last state of a burst. Of contradictory
 * contents, the likeliest is shown, so they may wait longer.
 */
const settleAfterMs = { incomplete: 2_500, contradicted: 15_000 };

export async function createContext(
  config: SyncWorkerConfig,
  telemetry: Telemetry,
): Promise<SyncWorkerContext> {
  const { logger } = telemetry;
  await using owned = new AsyncDisposableStack();
  const { database, pool } = owned.use(
    createDatabase({
      ...config.database,
      onConnectionError: (error) => logger.warn({ err: error }, 'database connection lost'),
    }),
  );
  await openConnections(pool, Math.min(config.deliveries.concurrency, config.database.poolMax));
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
      meter: telemetry.meter,
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
      service: 'sync-worker',
      onError: (error) => logger.warn({ err: error }, 'requests to GitHub not reported'),
    }),
  );
  const fileParser = owned.use(createFileParser());
  createDriftMetrics(telemetry.meter, database);
  createBacklogMetrics(telemetry.meter, { database, sync: config.sync });
  observeQueues(telemetry.meter, queues);
  const disposal = owned.move();
  return {
    config,
    database,
    queues,
    github,
    fileParser,
    settleAfterMs,
    logger,
    metrics: createDeliveryMetrics(telemetry.meter),
    syncMetrics: { ...createSyncMetrics(telemetry.meter), drifted: createDriftGauge(telemetry.meter) },
    recoveryMetrics: createRecoveryMetrics(telemetry.meter, database),
    projectsProcessed: telemetry.meter.createCounter('projects_processed_total', {
      description: 'Projects whose files were checked, by outcome.',
    }),
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

const createDriftGauge = (meter: Meter) =>
  meter.createGauge('replication_drifted_repositories', {
    description: 'Repositories that differed from the twin in the last probe.',
  });
