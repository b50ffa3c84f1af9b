import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/**
 * Has the watched files of a project read at the commit that its branch leads to. What is known of it stands in the
 * database, so that a job that was lost is found again.
 */
export const projectsQueue = defineQueue({
  name: 'projects',
  payload: z.object({ projectId: z.int() }),
  same: ({ projectId }) => `${projectId}`,
  retry: { attempts: 5, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
