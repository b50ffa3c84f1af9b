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
const syncPartStatus = z.enum(['pending', 'running', 'completed', 'failed', 'cancelled', 'skipped']);

export const progress = z.object({
  done: z.int(),
  total: z
    .int()
    .describe('In pages of lists, as far as is known or was estimated; a repository is one at least.'),
  eta: integer.describe('Seconds until the end at the pace so far; null where there is none to tell.'),
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
        skipped: z.int().describe('Synced a moment before, and left alone.'),
      })
      .describe('Those that the key may see; so is everything else that is counted here.'),
    repositories_processed: z.int(),
    errors_count: z.int(),
    requests_used: z.int().describe('Questions to GitHub, of repositories that are done.'),
    progress,
    error_message: text.describe('Why it failed, or why one of its repositories did.'),
    details: z.object({
      forced: z.boolean().nullable(),
      skipped: z.int(),
      probed: integer.describe('Of a periodic sync: the repositories that were compared with GitHub.'),
      changed: integer.describe('Of these, those that had changed.'),
      inaccessible: integer.describe('Of these, those that GitHub does not show.'),
      attempts: integer.describe(
        'How often it failed for the same reason, before its repositories were known.',
      ),
      left_out: texts.describe('What GitHub does not show of the installation, each with the reason.'),
    }),
    created_at: time,
    started_at: maybeTime,
    completed_at: maybeTime,
  })
  .meta({ id: 'SyncJob' });

/** A sync that was waited for, and what it changed. */
export const repositorySync = syncJob
  .extend({
    changes: z
      .array(change)
      .nullable()
      .describe(
        'What the sync changed, with old and new values, the first 100; null where its end was not waited for, or did not come in time.',
      ),
    changes_truncated: z.boolean().describe('Whether it changed more: `GET …/changes` lists all of it.'),
  })
  .meta({ id: 'RepositorySync' });

export const syncJobRepository = z
  .object({
    repository: repositoryRef,
    work: z
      .enum(['import', 'probe', 'sync', 'full'])
      .describe(
        'Read all of it; look whether it moved, and read that; read what may have moved; or read every list again from its beginning.',
      ),
    resources: texts.nullable().describe('What is read; null: everything.'),
    status: syncPartStatus,
    pages_done: z.int(),
    pages_total: z.int(),
    requests_used: z.int(),
    error: text.describe('Why it failed, or which lists GitHub did not show, a line each.'),
    updated_at: time.describe('When it was last seen to go on.'),
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
