import { z } from 'zod';
import { integer, maybeTime, repositoryRef, text, time } from '../fields.ts';
import { repositoryRefExample, timeExample } from './examples.ts';
import { restriction } from './repository.ts';
import { progress, syncJob, syncJobExample } from './sync-job.ts';

export const syncStatus = z
  .object({
    status: z.enum(['idle', 'running']).describe('`running`: at least one job has not ended.'),
    since: time.describe('Start of the period for jobs that have ended.'),
    jobs: z
      .object({
        pending: z.int(),
        running: z.int(),
        completed: z.int(),
        completed_with_errors: z.int(),
        failed: z.int(),
        cancelled: z.int(),
      })
      .describe('Jobs that have not ended, and jobs that ended within the last 24 hours.'),
    repositories: z
      .object({ pending: z.int(), running: z.int() })
      .describe('Tasks that wait for a worker, and tasks that are running.'),
    progress: progress.describe('Of all jobs that have not ended.'),
    open: z.array(syncJob).describe('The newest jobs that have not ended.'),
    last_runs: z.array(syncJob).describe('The newest jobs that have ended.'),
  })
  .meta({ id: 'SyncStatus' });

export const syncHealth = z
  .object({
    status: z.enum(['healthy', 'degraded']),
    reasons: z.array(z.string()),
    coverage: z
      .number()
      .min(0)
      .max(100)
      .nullable()
      .describe('Percentage of the repositories; null if none is synced automatically.'),
    repositories: z.object({
      auto_synced: z.int(),
      covered: z.int().describe('Synced within 30 minutes, or within their interval if that is longer.'),
    }),
    restrictions: z
      .object({
        repositories: z.int().describe('Repositories of which GitHub does not return a list, or anything.'),
        newest: z
          .array(restriction.extend({ repository: repositoryRef }))
          .describe('The newest of these lists, at most 100. They do not lower the coverage.'),
      })
      .describe('What GitHub does not return.'),
    failures: z
      .array(
        z.object({
          installation_id: integer.describe('Null: the repositories of the configured tokens.'),
          account: text,
          reason: z.string().describe('One message per line.'),
          at: time,
        }),
      )
      .describe(
        'Installations whose last sync or import within a day failed as a whole, or which GitHub does not list completely, and accounts of `GITHUB_ORG` that could not be listed.',
      ),
    last_sync_at: maybeTime.describe(
      'When a repository was last verified against GitHub, or updated to match it.',
    ),
    last_runs: z.array(syncJob).describe('The newest jobs that have ended.'),
  })
  .meta({ id: 'SyncHealth' });

export type SyncStatus = z.output<typeof syncStatus>;
export type SyncHealth = z.output<typeof syncHealth>;

const endedExample = { ...syncJobExample, status: 'completed' as const, completed_at: timeExample };

export const syncStatusExample: SyncStatus = {
  status: 'running',
  since: timeExample,
  jobs: { pending: 0, running: 1, completed: 96, completed_with_errors: 1, failed: 0, cancelled: 0 },
  repositories: { pending: 1, running: 1 },
  progress: syncJobExample.progress,
  open: [syncJobExample],
  last_runs: [endedExample],
};

export const syncHealthExample: SyncHealth = {
  status: 'degraded',
  reasons: ['10 of 180 repositories were not synced in time'],
  coverage: 94.4,
  repositories: { auto_synced: 180, covered: 170 },
  restrictions: {
    repositories: 1,
    newest: [
      {
        repository: repositoryRefExample,
        resource: 'contributors',
        state: 'refused',
        reason:
          'The history or contributor list is too large to list contributors for this repository via the API.',
        since: timeExample,
        checked_at: timeExample,
      },
    ],
  },
  failures: [
    {
      installation_id: 957_387,
      account: 'octo-org',
      reason: 'runners of octo-org: refused (Resource not accessible by integration)',
      at: timeExample,
    },
  ],
  last_sync_at: timeExample,
  last_runs: [endedExample],
};
