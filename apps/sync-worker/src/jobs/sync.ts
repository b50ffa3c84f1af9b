import { type JobDefinition, type PayloadOf, syncQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import { probeAll } from '../sync/probe-all.ts';
import { probeInstallation } from '../sync/probe-installation.ts';
import { syncAgain } from '../sync/sync-again.ts';
import { syncOne } from '../sync/sync-one.ts';

/** Looks for what moved, and reads it again, several repositories at once. */
export function syncJob(context: SyncWorkerContext): JobDefinition<PayloadOf<typeof syncQueue>> {
  return {
    queue: syncQueue,
    concurrency: context.config.sync.concurrency,
    process(payload, { signal, job }) {
      if (payload.kind === 'all') return probeAll(context, payload);
      if (payload.kind === 'probe') return probeInstallation(context, payload, signal);
      if (payload.kind === 'again') return syncAgain(context, payload.installationId);
      return syncOne(context, payload, { signal, isLastAttempt: job.attempt >= syncQueue.retry.attempts });
    },
  };
}
