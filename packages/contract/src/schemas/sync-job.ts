import { z } from 'zod';
import { id, integer, maybeTime, repositoryRef, text, texts, time } from '../fields.ts';
import { change, changeExample } from './change.ts';
import { repositoryRefExample, timeExample } from './examples.ts';

export const syncJobType = z.enum(['auto_import', 'periodic_sync', 'manual_sync', 'webhook_triggered']);
export const syncJobStatus = z.enum([
  'pending',
  'running',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
]);
const syncTaskStatus = z.enum(['pending', 'running', 'completed', 'failed', 'cancelled', 'skipped']);

export const progress = z.object({
  done: z.int(),
  total: z.int().describe('In pages of lists, as known or estimated; at least one for each repository.'),
  eta: integer.describe('Estimated seconds until the end at the current rate; null if unknown.'),
});

export const syncJob = z
  .object({
    id,
    job_type: syncJobType,
    status: syncJobStatus,
    priority: z.enum(['critical', 'high', 'normal', 'low']),
    installation_id: integer,
    repositories: z
      .object({
        total: z.int(),
        pending: z.int(),
        running: z.int(),
        completed: z.int(),
        failed: z.int(),
        cancelled: z.int(),
        skipped: z.int().describe('Skipped because they were synced recently.'),
      })
      .describe('Repositories that the key can access; all other counts are restricted to these, too.'),
    repositories_processed: z.int(),
    errors_count: z.int(),
    requests_used: z.int().describe('Requests to GitHub for repositories that are done.'),
    progress,
    error_message: text.describe('Why the job, or one of its repositories, failed.'),
    details: z.object({
      forced: z.boolean().nullable(),
      skipped: z.int(),
      probed: integer.describe('For a periodic sync: the repositories that were compared with GitHub.'),
      changed: integer.describe('Of these, those that had changed.'),
      inaccessible: integer.describe('Of these, those that GitHub does not return.'),
      attempts: integer.describe(
        'Number of failures for the same reason, before the repositories were known.',
      ),
      left_out: texts.describe('What GitHub does not return of the installation, each with the reason.'),
    }),
    created_at: time,
    started_at: maybeTime,
    completed_at: maybeTime,
  })
  .meta({ id: 'SyncJob' });

/** A sync whose end was awaited, and its changes. */
export const repositorySync = syncJob
  .extend({
    changes: z
      .array(change)
      .nullable()
      .describe(
        'The first 100 changes of the sync, with old and new values; null if the request did not wait for the end, or the end did not come in time.',
      ),
    changes_truncated: z
      .boolean()
      .describe('Whether there are more changes: `GET …/changes` lists them all.'),
  })
  .meta({ id: 'RepositorySync' });

export const syncJobRepository = z
  .object({
    repository: repositoryRef,
    work: z
      .enum(['import', 'probe', 'sync', 'full'])
      .describe(
        '`import`: read everything; `probe`: compare with GitHub and read what changed; `sync`: read what may have changed; `full`: read every list from its beginning.',
      ),
    resources: texts.nullable().describe('The resources to read; null: all.'),
    status: syncTaskStatus,
    pages_done: z.int(),
    pages_total: z.int(),
    requests_used: z.int(),
    error: text.describe('Why it failed, or which lists GitHub did not return, one per line.'),
    updated_at: time.describe('When it last made progress.'),
  })
  .meta({ id: 'SyncJobRepository' });

export type SyncJob = z.output<typeof syncJob>;
export type SyncJobRepository = z.output<typeof syncJobRepository>;

export const syncJobExample: SyncJob = {
  id: 311,
  job_type: 'manual_sync',
  status: 'running',
  priority: 'high',
  installation_id: 957_387,
  repositories: { total: 3, pending: 1, running: 1, completed: 1, failed: 0, cancelled: 0, skipped: 0 },
  repositories_processed: 1,
  errors_count: 0,
  requests_used: 22,
  progress: { done: 40, total: 100, eta: 6 },
  error_message: null,
  details: {
    forced: false,
    skipped: 0,
    probed: null,
    changed: null,
    inaccessible: null,
    attempts: null,
    left_out: [],
  },
  created_at: timeExample,
  started_at: timeExample,
  completed_at: null,
};

export const repositorySyncExample: z.output<typeof repositorySync> = {
  ...syncJobExample,
  changes: [{ ...changeExample, source: 'sync' }],
  changes_truncated: false,
};

export const syncJobRepositoryExample: SyncJobRepository = {
  repository: repositoryRefExample,
  work: 'import',
  resources: null,
  status: 'running',
  pages_done: 18,
  pages_total: 40,
  requests_used: 0,
  error: null,
  updated_at: timeExample,
};
