import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Repositories for which GitHub responded under a name other than the requested one. */
export const movedQueue = defineQueue({
  name: 'moved',
  payload: z.object({ repositoryId: z.int() }),
  same: ({ repositoryId }) => `${repositoryId}`,
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
