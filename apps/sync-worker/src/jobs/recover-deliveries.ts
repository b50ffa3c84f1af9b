import { type JobDefinition, type RecoveryPayload, recoveryQueue } from '@hubtwin/queue';
import { type RecoveredSource, recoverDeliveries } from '@hubtwin/replication';
import type { Logger } from '@hubtwin/telemetry';
import type { SyncWorkerContext } from '../context.ts';

/** Has GitHub send again what it could not deliver. */
export function recoverDeliveriesJob(context: SyncWorkerContext): JobDefinition<RecoveryPayload> {
  const { config, database, github, recoveryMetrics: metrics } = context;

  function report({ error, ...found }: RecoveredSource, logger: Logger): void {
    const { source, missed, redelivered, givenUp, beyondRetention, isUnreachable } = found;
    metrics.missed.add(missed, { source });
    metrics.redelivered.add(redelivered, { source });
    metrics.givenUp.add(givenUp, { source });
    if (error !== null) {
      logger.warn({ err: error, ...found }, isUnreachable ? 'hook cannot be asked' : 'recovery failed');
    } else if (beyondRetention) {
      logger.warn(found, 'GitHub has forgotten deliveries that were missed; a sync is needed');
    } else if (missed + redelivered + givenUp > 0) {
      logger.info(found, 'missed deliveries');
    }
  }

  return {
    queue: recoveryQueue,
    concurrency: 1,
    async process({ deep, asked }, { signal, logger }) {
      const appId = config.github.app?.id ?? null;
      const recovery = await recoverDeliveries({ database, github, appId, deep, asked, signal });
      if (recovery.outcome !== 'passed') {
        logger.debug({ outcome: recovery.outcome }, 'no recovery');
        return;
      }
      for (const found of recovery.sources) report(found, logger);
      const failed = recovery.sources.find(({ error, isUnreachable }) => error !== null && !isUnreachable);
      if (failed !== undefined) throw failed.error;
    },
  };
}
