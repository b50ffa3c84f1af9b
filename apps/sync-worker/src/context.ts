import { openConnections } from '@hubtwin/database';
import { createFileParser, type FileParser } from '@hubtwin/projects';
import { createSyncMetrics, type SyncMetrics } from '@hubtwin/replication';
import { openWorker, type WorkerResources } from '@hubtwin/service/github';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { Counter, Gauge, Meter } from '@opentelemetry/api';
import type { SyncWorkerConfig } from './config.ts';
import { createActionsMetrics } from './metrics/actions-metrics.ts';
import { createBacklogMetrics } from './metrics/backlog-metrics.ts';
import { createDeliveryMetrics, type DeliveryMetrics } from './metrics/delivery-metrics.ts';
import { createDriftMetrics } from './metrics/drift-metrics.ts';
import { createRecoveryMetrics, type RecoveryMetrics } from './metrics/recovery-metrics.ts';

/** The resources of the jobs. */
export interface SyncWorkerContext extends WorkerResources {
  config: SyncWorkerConfig;
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
  overrides: Partial<SyncWorkerContext> = {},
): Promise<SyncWorkerContext> {
  const { logger, meter } = telemetry;
  await using owned = new AsyncDisposableStack();
  const worker = owned.use(openWorker('sync-worker', config, telemetry));
  const { database, pool } = worker;
  // A delivery in progress takes one, and the renewal of its claim another.
  await openConnections(pool, Math.min(2 * config.deliveries.concurrency, config.database.poolMax));
  const fileParser = owned.use(createFileParser());
  createDriftMetrics(meter, database);
  createActionsMetrics(meter, database);
  createBacklogMetrics(meter, { database, sync: config.sync });
  const disposal = owned.move();
  return {
    ...worker,
    config,
    fileParser,
    settleAfterMs,
    logger,
    metrics: createDeliveryMetrics(meter),
    syncMetrics: { ...createSyncMetrics(meter), drifted: createDriftGauge(meter) },
    recoveryMetrics: createRecoveryMetrics(meter, database),
    projectsProcessed: meter.createCounter('projects_processed_total', {
      description: 'Projects whose files were checked, by outcome.',
    }),
    ...overrides,
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

const createDriftGauge = (meter: Meter) =>
  meter.createGauge('replication_drifted_repositories', {
    description: 'Repositories that differed from the twin in the last probe.',
  });
