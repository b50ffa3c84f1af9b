import {
  followEmbedded,
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
import { settleHooks } from '@hubtwin/hooks';
import { resources } from '@hubtwin/resources';
import type { SyncWorkerContext } from '../context.ts';
import { enqueueDueProjects } from '../follow-ups/enqueue-due-projects.ts';
import { sweepRefetches } from '../follow-ups/enqueue-refetches.ts';
import { checkConfiguredCredentials } from './check-configured-credentials.ts';
import { cleanUp } from './clean-up.ts';
import { listInstallationsWhenDue } from './list-installations-when-due.ts';
import { maintainPartitions } from './maintain-partitions.ts';
import { pollListsWhenDue } from './poll-lists-when-due.ts';
import { reclaimTasks } from './reclaim-tasks.ts';
import type { Timer } from './run-every.ts';
import { sampleRateLimits } from './sample-rate-limits.ts';
import { scheduleRecovery } from './schedule-recovery.ts';
import { scheduleSyncs } from './schedule-syncs.ts';
import { sweepDeliveries } from './sweep-deliveries.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** A delivery that waits for longer may have lost its job. */
const orphanedAfterSeconds = 15;
/** A registration of a hook is complete by then. */
const unsettledAfterSeconds = 60;
/** How long samples of rate limits, counts of requests and checks of credentials are kept. */
const sampleDays = 30;
/** How long unused budgets of credentials are kept, longer than any closure by GitHub, and unused responses of GitHub. */
const unusedDays = 2;

/** The timers of a worker; every worker runs all of them. */
export function timersOf(context: SyncWorkerContext): Timer[] {
  const { database, config, logger } = context;
  const { deliveryDays, auditDays } = config.retention;
  const onFailure = (error: unknown, object: object) =>
    logger.error({ err: error, ...object }, 'an object with embedded objects could not be updated');
  return [
    ...every(2 * second, {
      'update embedded objects': (signal) =>
        holdLock(database, 'embedded', () => followEmbedded(database, resources, { signal, onFailure })),
    }),
    ...every(5 * second, {
      'sweep deliveries': (signal) =>
        sweepDeliveries(context, { olderThanSeconds: orphanedAfterSeconds, signal }),
      ...(config.hooks.isEnabled && { 'schedule recovery': scheduleRecovery(context) }),
      ...(config.sync.isAutomatic && {
        'schedule syncs': scheduleSyncs(context),
        'poll lists': (signal) => pollListsWhenDue(context, signal),
      }),
    }),
    ...every(minute, {
      'sweep refetches': () => sweepRefetches(context),
      'sweep projects': () => enqueueDueProjects(context, null),
      'sweep sync jobs': () => reclaimTasks(context),
      'settle hooks': (signal) =>
        settleHooks(context, { olderThanSeconds: unsettledAfterSeconds, priority: 'high', signal }),
      'clean up': (signal) => cleanUp(context, signal),
      'sample rate limits': () => sampleRateLimits(context),
      // Each is checked once an hour, and sooner if GitHub could not be reached.
      'check credentials': () => checkConfiguredCredentials(context),
    }),
    ...every(5 * minute, {
      ...(config.sync.isAutomatic && {
        'list installations': (signal) => listInstallationsWhenDue(context, signal),
      }),
    }),
    ...every(hour, {
      'maintain partitions': (signal) => maintainPartitions(context, signal),
      'prune responses of GitHub': (signal) => pruneHttpCache(database, { days: unusedDays, signal }),
      'prune sync jobs': (signal) => pruneSyncJobs(database, { days: deliveryDays, signal }),
      'prune rate limits': (signal) => pruneRateLimitSamples(database, { days: sampleDays, signal }),
      'prune request counts': () => pruneRequestCounts(database, { days: sampleDays }),
      'prune credential checks': () => pruneCredentialChecks(database, { days: sampleDays }),
      'prune budgets': () => pruneGitHubBudgets(database, { days: unusedDays }),
      'prune audit log': (signal) => pruneAuditLog(database, { days: auditDays, signal }),
      'prune idempotency keys': (signal) => pruneIdempotencyKeys(database, { signal }),
    }),
  ];
}

const every = (everyMs: number, tasks: Record<string, Timer['run']>): Timer[] =>
  Object.entries(tasks).map(([name, run]) => ({ name, everyMs, run }));
