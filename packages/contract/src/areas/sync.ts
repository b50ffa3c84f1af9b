import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { id, integer } from '../parameters.ts';
import { syncHealth, syncHealthExample, syncStatus, syncStatusExample } from '../schemas/sync-health.ts';
import {
  syncJob,
  syncJobExample,
  syncJobRepository,
  syncJobRepositoryExample,
  syncJobStatus,
  syncJobType,
} from '../schemas/sync-job.ts';

const params = z.object({
  id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Id of the sync job.'),
});
const numericId = z.int().min(1);
const force = z
  .boolean()
  .default(false)
  .describe('Read everything again, even if it was synced recently. Default: read only what changed.');
const maxRepositories = 1_000;
const location = 'The sync job.';

const trigger = z
  .strictObject({
    repository_ids: z.array(numericId).min(1).max(maxRepositories).optional(),
    installation_id: numericId.optional().describe('All repositories of this installation.'),
    force,
    priority: z.enum(['high', 'normal', 'low']).default('high'),
  })
  .refine(
    ({ repository_ids, installation_id }) =>
      (repository_ids === undefined) !== (installation_id === undefined),
    { error: 'requires either repository_ids or installation_id' },
  )
  .meta({ id: 'SyncTrigger' });

/** Sync jobs, and the state of the sync. */
export const sync = {
  getSyncStatus: defineRoute({
    path: '/api/v1/sync/status',
    summary: 'Get the progress of running and waiting syncs',
    scope: 'read',
    limitedKeys: 'bounded',
    response: syncStatus,
    example: syncStatusExample,
  }),
  getSyncHealth: defineRoute({
    path: '/api/v1/sync/health',
    summary: 'Get whether the repositories are in sync',
    description:
      'Degraded if the last sync is more than 30 minutes old, or if less than 95 % of the automatically synced repositories were synced in time. A repository with a longer interval is in time within that interval plus five minutes.',
    scope: 'read',
    limitedKeys: 'bounded',
    response: syncHealth,
    example: syncHealthExample,
  }),
  triggerSync: defineRoute({
    method: 'post',
    path: '/api/v1/sync/trigger',
    summary: 'Sync some repositories, or those of an installation',
    description:
      'Repositories that were never synced are imported. Those that were synced within `SYNC_MIN_AGE_MINUTES` are skipped, unless `force` is set.',
    scope: 'write',
    limitedKeys: 'bounded',
    body: trigger,
    bodyExample: { repository_ids: [186_853_002], force: false },
    status: 202,
    location,
    response: syncJob,
    problems: [404, 409],
    example: syncJobExample,
  }),
  syncAll: defineRoute({
    method: 'post',
    path: '/api/v1/sync/all',
    summary: 'Sync every repository',
    description: 'Same as `/sync/trigger`, at high priority, for all repositories that the key can access.',
    scope: 'write',
    limitedKeys: 'bounded',
    body: z.strictObject({ force }).default({ force: false }).meta({ id: 'SyncAll' }),
    bodyExample: { force: false },
    status: 202,
    location,
    response: syncJob,
    problems: [409],
    example: syncJobExample,
  }),
  listSyncJobs: defineRoute({
    path: '/api/v1/sync/jobs',
    summary: 'List sync jobs, newest first',
    description:
      'A key that is limited to some repositories gets the jobs that include one of them, restricted to these repositories.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend({
      type: syncJobType.optional(),
      status: syncJobStatus.optional(),
      installation_id: id.optional(),
    }),
    response: listOf(syncJob),
    problems: [404],
    example: pageExample(syncJobExample),
  }),
  getSyncJob: defineRoute({
    path: '/api/v1/sync/jobs/{id}',
    summary: 'Get a sync job',
    scope: 'read',
    limitedKeys: 'bounded',
    params,
    response: syncJob,
    problems: [404],
    example: syncJobExample,
  }),
  listSyncJobRepositories: defineRoute({
    path: '/api/v1/sync/jobs/{id}/repositories',
    summary: 'List the repositories of a sync job, by id',
    scope: 'read',
    limitedKeys: 'bounded',
    params,
    query: paging,
    response: listOf(syncJobRepository),
    problems: [404],
    example: pageExample(syncJobRepositoryExample),
  }),
  cancelSyncJob: defineRoute({
    method: 'post',
    path: '/api/v1/sync/jobs/{id}/cancel',
    summary: 'Cancel a sync job',
    description:
      'Waiting tasks do not start, and running tasks stop within seconds; data that was read is kept. A key that is limited to some repositories cancels only the tasks of these.',
    scope: 'write',
    limitedKeys: 'bounded',
    params,
    status: 202,
    response: syncJob,
    problems: [404, 409],
    example: { ...syncJobExample, status: 'cancelled' },
  }),
  retrySyncJob: defineRoute({
    method: 'post',
    path: '/api/v1/sync/jobs/{id}/retry',
    summary: 'Retry the failed and cancelled tasks of a sync job',
    description: 'The same job continues: each list of an import resumes at its cursor.',
    scope: 'write',
    limitedKeys: 'bounded',
    params,
    status: 202,
    response: syncJob,
    problems: [404, 409],
    example: { ...syncJobExample, status: 'pending' },
  }),
};
