import { type JobDefinition, type RecoveryPayload, recoveryQueue } from '@hubtwin/queue';
import {
  type RecoveredSource,
  recoverDeliveries,
  repositoriesOfSource,
  startSyncJob,
} from '@hubtwin/replication';
import type { Logger } from '@hubtwin/telemetry';
import type { SyncWorkerContext } from '../context.ts';

/** Requests redelivery of missed deliveries. */
export function recoverDeliveriesJob(context: SyncWorkerContext): JobDefinition<RecoveryPayload> {
  const { config, database, github, recoveryMetrics: metrics } = context;

  function report({ error, ...found }: RecoveredSource, logger: Logger): void {
    const { source, missed, redelivered, givenUp, beyondRetention, isUnreachable, unreadable } = found;
    metrics.missed.add(missed, { source });
    metrics.redelivered.add(redelivered, { source });
    metrics.givenUp.add(givenUp, { source });
    if (error !== null) {
      logger.warn({ err: error, ...found }, isUnreachable ? 'hook cannot be accessed' : 'recovery failed');
    } else if (beyondRetention) {
      logger.warn(found, 'GitHub has discarded missed deliveries; their repositories are synced instead');
    } else if (unreadable > 0) {
      logger.warn(found, 'some listed attempts at deliveries cannot be read');
    } else if (missed + redelivered + givenUp > 0) {
      logger.info(found, 'missed deliveries');
    }
  }

  /** Deliveries that GitHub has discarded are replaced by reading everything again. */
  async function syncInstead({ source, givenUp, beyondRetention }: RecoveredSource): Promise<void> {
    if (givenUp === 0 && !beyondRetention) return;
    const repositoryIds = await repositoriesOfSource(database, source);
    const tasks = repositoryIds.map((repositoryId) => ({ repositoryId, work: 'sync' }) as const);
    if (tasks.length === 0) return;
    const details = { instead_of_deliveries: source };
    await startSyncJob(context, {
      type: 'periodic_sync',
      priority: 'low',
      installationId: null,
      tasks,
      details,
    });
  }

  return {
    queue: recoveryQueue,
    concurrency: 1,
    async process({ deep, requested }, { signal, logger }) {
      const appId = config.github.app?.id ?? null;
      const recovery = await recoverDeliveries({ database, github, appId, deep, requested, signal });
      if (recovery.outcome !== 'passed') {
        logger.debug({ outcome: recovery.outcome }, 'no recovery');
        return;
      }
      for (const found of recovery.sources) {
        report(found, logger);
        await syncInstead(found);
      }
      const failed = recovery.sources.find(({ error, isUnreachable }) => error !== null && !isUnreachable);
      if (failed !== undefined) throw failed.error;
    },
  };
}
