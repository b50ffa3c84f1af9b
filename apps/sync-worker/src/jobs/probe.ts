import { type JobDefinition, type PayloadOf, probeQueue } from '@hubtwin/queue';
import { followAccount } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import { keepOwners } from '../sync/keep-owners.ts';
import { probeAll } from '../sync/probe-all.ts';
import { runPass } from '../sync/run-pass.ts';
import { syncAgain } from '../sync/sync-again.ts';

/** Finds repositories that changed, and enqueues their syncs. */
export function probeJob(context: SyncWorkerContext): JobDefinition<PayloadOf<typeof probeQueue>> {
  return {
    queue: probeQueue,
    concurrency: 4,
    process(payload, { signal, job }) {
      if (payload.kind === 'all') return probeAll(context, payload);
      if (payload.kind === 'owners') return keepOwners(context, signal);
      if (payload.kind === 'account') return followAccount(payload.accountId, { ...context, signal });
      if (payload.kind === 'again') return syncAgain(context, payload.installationId);
      return runPass(context, payload, { signal, isLastAttempt: job.attempt >= probeQueue.retry.attempts });
    },
  };
}
