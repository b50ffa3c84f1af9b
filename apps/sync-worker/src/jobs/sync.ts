import { type JobDefinition, type PayloadOf, syncQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import { syncOne } from '../sync/sync-one.ts';

/** Syncs several repositories concurrently. */
export function syncJob(context: SyncWorkerContext): JobDefinition<PayloadOf<typeof syncQueue>> {
  return {
    queue: syncQueue,
    concurrency: context.config.sync.concurrency,
    process: (task, { signal, job }) =>
      syncOne(context, task, { signal, isLastAttempt: job.attempt >= syncQueue.retry.attempts }),
  };
}
