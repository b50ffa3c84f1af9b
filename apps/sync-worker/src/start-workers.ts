import {
  followCarried,
  holdLock,
  pruneAuditLog,
  pruneCredentialChecks,
  pruneGitHubBudgets,
  pruneHttpCache,
  pruneIdempotencyKeys,
  pruneRateLimitSamples,
  pruneRequestCounts,
  pruneSyncJobs,
} from '@hubtwin/database';
import { settleHooks } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import { checkConfiguredCredentials } from './check-configured-credentials.ts';
import { cleanUp } from './clean-up.ts';
import type { SyncWorkerContext } from './context.ts';
import { enqueueDueProjects } from './enqueue-projects.ts';
import { sweepRefetches } from './enqueue-refetches.ts';
import { applyDeliveries } from './jobs/apply-deliveries.ts';
import { fetchRunJobsJob } from './jobs/fetch-run-jobs.ts';
import { processProjectJob } from './jobs/process-project.ts';
import { confirmClaimsJob, refetchUncertainJob } from './jobs/refetch-uncertain.ts';
import { maintainPartitions } from './maintain-partitions.ts';
import { runEvery } from './run-every.ts';
import { sampleRateLimits } from './sample-rate-limits.ts';
import { startRecovery } from './start-recovery.ts';
import { startSync } from './start-sync.ts';
import { sweepDeliveries } from './sweep-deliveries.ts';

/** A delivery that waits for longer may have lost its job. */
const unqueuedAfterSeconds = 15;
/** How long samples of rate limits are kept. */
const rateLimitRetentionDays = 30;
/** How long the budgets of unused credentials are kept: longer than any closure by GitHub. */
const budgetRetentionDays = 2;
/** How long unused cached responses of GitHub are kept. */
const answerRetentionDays = 2;

/** A registration of a hook is complete by then. */
const unsettledAfterSeconds = 60;

/** Starts all jobs and timers of this process. Disposing drains them. */
export async function startWorkers(context: SyncWorkerContext): Promise<AsyncDisposable> {
  const { queues, database, config, logger } = context;
  await using started = new AsyncDisposableStack();
  started.use(await queues.runWorker(applyDeliveries(context)));
  started.use(await queues.runWorker(refetchUncertainJob(context)));
  started.use(await queues.runWorker(confirmClaimsJob(context)));
  started.use(await queues.runWorker(processProjectJob(context)));
  started.use(await queues.runWorker(fetchRunJobsJob(context)));
  started.use(await startRecovery(context));
  started.use(await startSync(context));
  started.use(
    runEvery({ name: 'sweep refetches', everyMs: 60_000, run: () => sweepRefetches(context) }, logger),
  );
  started.use(
    runEvery(
      { name: 'sweep projects', everyMs: 60_000, run: () => enqueueDueProjects(context, null) },
      logger,
    ),
  );
  started.use(
    runEvery(
      {
        name: 'sweep deliveries',
        everyMs: 5_000,
        run: (signal) => sweepDeliveries(context, { olderThanSeconds: unqueuedAfterSeconds, signal }),
      },
      logger,
    ),
  );
  started.use(
    runEvery(
      {
        name: 'maintain partitions',
        everyMs: 3_600_000,
        run: (signal) => maintainPartitions(context, signal),
      },
      logger,
    ),
  );
  started.use(
    runEvery(
      {
        name: 'update embedded objects',
        everyMs: 2_000,
        run: (signal) =>
          holdLock(database, 'carried', () =>
            followCarried(database, resources, {
              signal,
              onFailure: (error, object) =>
                logger.error(
                  { err: error, ...object },
                  'an object with embedded objects could not be updated',
                ),
            }),
          ),
      },
      logger,
    ),
  );
  started.use(
    runEvery(
      {
        name: 'settle hooks',
        everyMs: 60_000,
        run: (signal) =>
          settleHooks(context, { olderThanSeconds: unsettledAfterSeconds, priority: 'high', signal }),
      },
      logger,
    ),
  );
  started.use(
    runEvery({ name: 'clean up', everyMs: 60_000, run: (signal) => cleanUp(context, signal) }, logger),
  );
  started.use(
    runEvery({ name: 'sample rate limits', everyMs: 60_000, run: () => sampleRateLimits(context) }, logger),
  );
  started.use(
    runEvery(
      // Each is checked once an hour, and sooner if GitHub could not be reached.
      { name: 'check credentials', everyMs: 60_000, run: () => checkConfiguredCredentials(context) },
      logger,
    ),
  );
  started.use(
    runEvery(
      {
        name: 'prune responses of GitHub',
        everyMs: 3_600_000,
        run: (signal) => pruneHttpCache(database, { days: answerRetentionDays, signal }),
      },
      logger,
    ),
  );
  started.use(
    runEvery(
      {
        name: 'prune sync jobs',
        everyMs: 3_600_000,
        run: (signal) => pruneSyncJobs(database, { days: config.retention.deliveryDays, signal }),
      },
      logger,
    ),
  );
  started.use(
    runEvery(
      {
        name: 'prune rate limits',
        everyMs: 3_600_000,
        async run(signal) {
          await pruneRateLimitSamples(database, { days: rateLimitRetentionDays, signal });
          await pruneRequestCounts(database, { days: rateLimitRetentionDays });
          await pruneCredentialChecks(database, { days: rateLimitRetentionDays });
          await pruneGitHubBudgets(database, { days: budgetRetentionDays });
        },
      },
      logger,
    ),
  );
  started.use(
    runEvery(
      {
        name: 'prune audit log and idempotency keys',
        everyMs: 3_600_000,
        run: async (signal) => {
          await pruneAuditLog(database, { days: config.retention.auditDays, signal });
          await pruneIdempotencyKeys(database, { signal });
        },
      },
      logger,
    ),
  );
  return started.move();
}
