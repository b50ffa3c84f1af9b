import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Lists the repositories to import, and enqueues an import of each. */
const plan = z.object({
  kind: z.literal('plan'),
  installationId: z.int().nullable(),
  /** Null: all repositories of the installation that were never imported. */
  repositoryIds: z.array(z.int()).nullable(),
  /** The organisation whose hook reported the repositories, which are not stored: they are fetched first. */
  discoveredBy: z.object({ login: z.string(), id: z.int().nullable() }).optional(),
  type: z.enum(['auto_import', 'manual_sync']),
  priority: z.enum(['high', 'low']),
});

/** Imports one repository as a task of a sync job. */
const repository = z.object({ kind: z.literal('repository'), jobId: z.int(), repositoryId: z.int() });

/** Imports: lists are read page by page, and continue at their cursors. */
export const importQueue = defineQueue({
  name: 'import',
  payload: z.discriminatedUnion('kind', [plan, repository]),
  same: (job) =>
    job.kind === 'repository'
      ? `repository:${job.jobId}:${job.repositoryId}`
      : `plan:${job.type}:${job.installationId}:${job.repositoryIds?.join(',') ?? 'all'}`,
  retry: { attempts: 6, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 604_800 },
});
