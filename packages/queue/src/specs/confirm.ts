import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/**
 * Requests from GitHub what deliveries claim and only GitHub can confirm, such as that a repository is deleted. A queue
 * of its own, so that it waits for nothing else.
 */
export const confirmQueue = defineQueue({
  name: 'confirm',
  payload: z.object({ resource: z.string(), repositoryId: z.int().nullable() }),
  same: ({ resource, repositoryId }) => `${resource}:${repositoryId}`,
  // What contradicts a claim is asked for again until it cannot be older than the claim.
  retry: { attempts: 8, delayMs: 500, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
