import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/**
 * Reads the watched files of a project at the head of its branch. Its state is stored in the database, so that a lost
 * job is found again.
 */
export const projectsQueue = defineQueue({
  name: 'projects',
  payload: z.object({ projectId: z.int() }),
  same: ({ projectId }) => `${projectId}`,
  retry: { attempts: 5, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
