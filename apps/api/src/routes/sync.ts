import { contract } from '@hubtwin/contract';
import { findFailingInstallations, measureCoverage } from '@hubtwin/database';
import { startRequestedSync } from '@hubtwin/replication';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { countSyncJobs } from '../queries/count-sync-jobs.ts';
import { findTracked } from '../queries/find-tracked.ts';
import { summarizeRestrictions } from '../queries/restrictions.ts';
import { selectPage } from '../queries/select-page.ts';
import { sumOpenSync } from '../queries/sum-open-sync.ts';
import { syncJobsFor } from '../queries/sync-jobs.ts';
import { requireCredential } from '../require-credential.ts';
import { findInstallation } from '../sync/find-installation.ts';
import { startedJob } from '../sync/started-job.ts';
import { windowSince } from '../window-since.ts';

const healthyFromPercent = 95;
const shownJobs = { limit: 5, cursor: undefined };
const credentialReason = 'Syncing requires the App, or a token.';

export const getSyncStatus = route(contract.getSyncStatus, async ({ access }, { database }) => {
  const since = windowSince(24);
  const list = syncJobsFor(access);
  const [jobs, sums, open, ended] = await Promise.all([
    countSyncJobs(database, access, since),
    sumOpenSync(database, access),
    selectPage(database, list, { within: access, filters: { isOpen: true }, ...shownJobs }),
    selectPage(database, list, { within: access, filters: { isOpen: false }, ...shownJobs }),
  ]);
  const { pending, running, pages_done: done, pages_total: total, started_at: startedAt } = sums;
  const secondsAPage = startedAt === null ? 0 : (Date.now() - startedAt.getTime()) / 1_000 / done;
  return {
    body: {
      status: jobs.pending + jobs.running > 0 ? ('running' as const) : ('idle' as const),
      since: since.toISOString(),
      jobs,
      repositories: { pending, running },
      progress: {
        done,
        total,
        eta: startedAt === null || done === 0 ? null : Math.ceil(secondsAPage * (total - done)),
      },
      open: open.data,
      last_runs: ended.data,
    },
  };
});

export const getSyncHealth = route(contract.getSyncHealth, async ({ access }, { database, sync }) => {
  const [{ autoSynced, covered, lastSyncAt, isLate }, restrictions, failures, ended] = await Promise.all([
    measureCoverage(database, access, sync.intervalMinutes),
    summarizeRestrictions(database, access),
    // Limited keys see repositories only.
    access.repositoryIds === null ? findFailingInstallations(database) : [],
    selectPage(database, syncJobsFor(access), { within: access, filters: { isOpen: false }, ...shownJobs }),
  ]);
  const coverage = autoSynced === 0 ? null : (100 * covered) / autoSynced;
  const reasons = [
    ...(isLate ? [lastSyncAt === null ? 'nothing was ever synced' : 'the last sync is too long ago'] : []),
    ...(coverage !== null && coverage < healthyFromPercent
      ? [`${autoSynced - covered} of ${autoSynced} repositories were not synced in time`]
      : []),
  ];
  return {
    body: {
      status: reasons.length === 0 ? ('healthy' as const) : ('degraded' as const),
      reasons,
      coverage: coverage === null ? null : Math.floor(10 * coverage) / 10,
      repositories: { auto_synced: autoSynced, covered },
      restrictions,
      failures: failures.map(({ installationId, account, reason, at }) => ({
        installation_id: installationId,
        account,
        reason,
        at: at.toISOString(),
      })),
      last_sync_at: lastSyncAt?.toISOString() ?? null,
      last_runs: ended.data,
    },
  };
});

export const triggerSync = route(contract.triggerSync, async ({ body, access, repetition }, context) => {
  const { database, sync } = context;
  const [made] = repetition.done ?? [];
  if (made !== undefined) return await startedJob(database, made);
  const { repository_ids: ids, installation_id: installationId = null, force, priority } = body;
  const wanted = [...new Set(ids)];
  if (installationId !== null) await findInstallation(database, access, installationId);
  const found = await findTracked(
    database,
    access,
    installationId === null ? { repositoryIds: wanted } : { installationId },
  );
  if (found.length < wanted.length) {
    throw new ProblemError('not_found', 'One of the repositories does not exist, or is not tracked.');
  }
  await requireCredential(context, credentialReason);
  const job = {
    repositoryIds: found.map(({ id }) => id),
    force,
    minAgeMinutes: sync.minAgeMinutes,
    type: 'manual_sync',
    priority,
    installationId,
  } as const;
  const jobId = await startRequestedSync(context, job, (transaction, id) =>
    repetition.keep(transaction, [id]),
  );
  return await startedJob(database, jobId);
});

export const syncAll = route(contract.syncAll, async ({ body: { force }, access, repetition }, context) => {
  const { database, sync } = context;
  const [made] = repetition.done ?? [];
  if (made !== undefined) return await startedJob(database, made);
  await requireCredential(context, credentialReason);
  const found = await findTracked(database, access, 'all');
  const job = {
    repositoryIds: found.map(({ id }) => id),
    force,
    minAgeMinutes: sync.minAgeMinutes,
    type: 'manual_sync',
    priority: 'high',
    installationId: null,
  } as const;
  const jobId = await startRequestedSync(context, job, (transaction, id) =>
    repetition.keep(transaction, [id]),
  );
  return await startedJob(database, jobId);
});
