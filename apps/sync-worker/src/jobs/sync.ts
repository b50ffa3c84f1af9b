import { type JobDefinition, type PayloadOf, syncQueue } from '@hubtwin/queue';
import { followAccount } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import { keepOwners } from '../sync/keep-owners.ts';
import { probeAll } from '../sync/probe-all.ts';
import { runPass } from '../sync/run-pass.ts';
import { syncAgain } from '../sync/sync-again.ts';
import { syncOne } from '../sync/sync-one.ts';

/** Probes for changes and syncs them, several repositories concurrently. */
export function syncJob(context: SyncWorkerContext): JobDefinition<PayloadOf<typeof syncQueue>> {
  return {
    queue: syncQueue,
    concurrency: context.config.sync.concurrency,
    process(payload, { signal, job }) {
      if (payload.kind === 'all') return probeAll(context, payload);
      if (payload.kind === 'owners') return keepOwners(context, signal);
      if (payload.kind === 'account') return followAccount(payload.accountId, { ...context, signal });
      const isLastAttempt = job.attempt >= syncQueue.retry.attempts;
      if (payload.kind === 'probe') return runPass(context, payload, { signal, isLastAttempt });
      if (payload.kind === 'again') return syncAgain(context, payload.installationId);
      return syncOne(context, payload, { signal, isLastAttempt });
    },
  };
}
