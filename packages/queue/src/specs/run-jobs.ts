import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Fetches the jobs of a run that was requested and for which no delivery reported jobs. */
export const runJobsQueue = defineQueue({
  name: 'run-jobs',
  payload: z.object({ repositoryId: z.int(), runId: z.int() }),
  same: ({ repositoryId, runId }) => `${repositoryId}:${runId}`,
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
