import { contract } from '@hubtwin/contract';
import { cancelSyncTasks } from '@hubtwin/database';
import { type AlsoStore, retrySyncJob } from '@hubtwin/replication';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { selectPage } from '../queries/select-page.ts';
import { syncJobRepositories } from '../queries/sync-job-repositories.ts';
import { syncJobsFor } from '../queries/sync-jobs.ts';
import { requireCredential } from '../require-credential.ts';
import { findInstallation } from '../sync/find-installation.ts';
import { showSyncJob } from '../sync/show-sync-job.ts';

export const listSyncJobs = route(
  contract.listSyncJobs,
  async (
    { query: { limit, cursor, type, status, installation_id: installationId }, access },
    { database },
  ) => {
    const filters = { type, status, installationId };
    const body = await selectPage(database, syncJobsFor(access), { within: access, filters, limit, cursor });
    // A deleted repository still has its jobs.
    if (body.data.length === 0 && installationId !== undefined)
      await findInstallation(database, access, installationId);
    return { body };
  },
);

export const getSyncJob = route(contract.getSyncJob, async ({ params: { id }, access }, { database }) => ({
  body: await showSyncJob(database, access, id),
}));

export const listSyncJobRepositories = route(
  contract.listSyncJobRepositories,
  async ({ params: { id: jobId }, query: { limit, cursor }, access }, { database }) => {
    await showSyncJob(database, access, jobId);
    const page = { within: access, filters: { jobId }, limit, cursor };
    return { body: await selectPage(database, syncJobRepositories, page) };
  },
);

export const cancelSyncJob = route(
  contract.cancelSyncJob,
  async ({ params: { id: jobId }, access: { repositoryIds } }, { database }) => {
    const { status } = await showSyncJob(database, { repositoryIds }, jobId);
    const cancelled = await cancelSyncTasks(database, { jobId, repositoryIds });
    if (cancelled === 0 && status !== 'cancelled') {
      throw new ProblemError('sync_job_ended', 'The job has no unfinished repositories.');
    }
    return { body: await showSyncJob(database, { repositoryIds }, jobId) };
  },
);

export const retrySyncJobRoute = route(
  contract.retrySyncJob,
  async ({ params: { id }, access: { repositoryIds }, repetition }, context) => {
    const { database } = context;
    const shown = await showSyncJob(database, { repositoryIds }, id);
    if (repetition.done !== null) return { body: shown };
    await requireCredential(context, 'Syncing requires the App, or a token.');
    const keep: AlsoStore<unknown> = (transaction) => repetition.keep(transaction, [id]);
    if ((await retrySyncJob(context, id, repositoryIds, keep)) === 0) {
      throw new ProblemError('nothing_to_retry', 'None of its repositories failed or was cancelled.');
    }
    return { body: await showSyncJob(database, { repositoryIds }, id) };
  },
);
