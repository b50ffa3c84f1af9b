import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Fetches the list of one object, such as the jobs of a run that was requested and for which no delivery reported jobs. */
export const childrenQueue = defineQueue({
  name: 'children',
  payload: z.object({ repositoryId: z.int(), resource: z.string(), parentId: z.int() }),
  same: ({ repositoryId, resource, parentId }) => `${repositoryId}:${resource}:${parentId}`,
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
