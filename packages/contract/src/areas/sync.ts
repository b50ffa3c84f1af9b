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
  id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Of the sync job.'),
});
const numericId = z.int().min(1);
const force = z
  .boolean()
  .default(false)
  .describe('Read everything again, however lately that was done; else only what moved.');
const mostRepositories = 1_000;
const location = 'The sync job.';

const trigger = z
  .strictObject({
    repository_ids: z.array(numericId).min(1).max(mostRepositories).optional(),
    installation_id: numericId.optional().describe('All that it reaches.'),
    force,
    priority: z.enum(['high', 'normal', 'low']).default('high'),
  })
  .refine(
    ({ repository_ids, installation_id }) =>
      (repository_ids === undefined) !== (installation_id === undefined),
    { error: 'needs either repository_ids or installation_id' },
  )
  .meta({ id: 'SyncTrigger' });

/** What is compared with GitHub, and read from it. */
export const sync = {
  getSyncStatus: defineRoute({
    path: '/api/v1/sync/status',
    summary: 'What is being synced, what waits, and how far that is',
    scope: 'read',
    limitedKeys: 'bounded',
    response: syncStatus,
    example: syncStatusExample,
  }),
  getSyncHealth: defineRoute({
    path: '/api/v1/sync/health',
    summary: 'Whether the repositories are kept in sync',
    description:
      'Degraded when the last sync is over 30 minutes old, or less than 95 % of the repositories that are synced by themselves were so in time. One with a longer interval has that, and five minutes.',
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
      'What was never synced is imported. Unless forced, what was synced within `SYNC_MIN_AGE_MINUTES` is left alone.',
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
    description: 'As `/sync/trigger`, at high priority, of all that the key may see.',
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
    summary: 'Sync jobs, the newest first',
    description:
      'A key that is limited to some repositories sees the jobs that concern one of them, and of these only what does.',
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
    summary: 'One sync job',
    scope: 'read',
    limitedKeys: 'bounded',
    params,
    response: syncJob,
    problems: [404],
    example: syncJobExample,
  }),
  listSyncJobRepositories: defineRoute({
    path: '/api/v1/sync/jobs/{id}/repositories',
    summary: 'The repositories of a sync job, by id',
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
    summary: 'Do not go on with a sync job',
    description:
      'What waits is not begun, what is under way stops within seconds; what was read stays. A key that is limited to some repositories cancels these.',
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
    summary: 'Do again what failed or was cancelled of a sync job',
    description: 'It is the same job that goes on: imports continue where each of their lists was.',
    scope: 'write',
    limitedKeys: 'bounded',
    params,
    status: 202,
    response: syncJob,
    problems: [404, 409],
    example: { ...syncJobExample, status: 'pending' },
  }),
};
