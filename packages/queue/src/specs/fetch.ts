import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/**
 * Fetches the objects that deliveries leave uncertain from GitHub: one job for each resource of a repository, however
 * many of its objects there are by the time it runs.
 */
export const fetchQueue = defineQueue({
  name: 'fetch',
  payload: z.object({ resource: z.string(), repositoryId: z.int().nullable() }),
  same: ({ resource, repositoryId }) => `${resource}:${repositoryId}`,
  retry: { attempts: 6, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
