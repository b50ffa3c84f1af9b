import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Syncs of repositories with GitHub: each is a task of a sync job, which defines what is read. */
export const syncQueue = defineQueue({
  name: 'sync',
  payload: z.object({ jobId: z.int(), repositoryId: z.int() }),
  same: ({ jobId, repositoryId }) => `repository:${jobId}:${repositoryId}`,
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 604_800 },
});
