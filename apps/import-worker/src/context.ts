import { createSyncMetrics, type SyncMetrics } from '@hubtwin/replication';
import { openWorker, type WorkerResources } from '@hubtwin/service/github';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { ImportWorkerConfig } from './config.ts';

/** The resources of the jobs. */
export interface ImportWorkerContext extends WorkerResources {
  config: ImportWorkerConfig;
  logger: Logger;
  metrics: SyncMetrics;
}

export function createContext(config: ImportWorkerConfig, telemetry: Telemetry): ImportWorkerContext {
  const { logger, meter } = telemetry;
  return {
    ...openWorker('import-worker', config, telemetry),
    config,
    logger,
    metrics: createSyncMetrics(meter),
  };
}
