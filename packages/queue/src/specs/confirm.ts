import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/**
 * Fetches from GitHub what deliveries claim and only GitHub can confirm, such as that a repository is deleted. It has
 * its own queue, so that it does not wait for other work.
 */
export const confirmQueue = defineQueue({
  name: 'confirm',
  payload: z.object({ resource: z.string(), repositoryId: z.int().nullable() }),
  same: ({ resource, repositoryId }) => `${resource}:${repositoryId}`,
  // A response that contradicts a claim is fetched again until it cannot be older than the claim.
  retry: { attempts: 8, delayMs: 500, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
