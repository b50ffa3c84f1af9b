import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Repositories that GitHub answered for under another name than they were asked for by. */
export const movedQueue = defineQueue({
  name: 'moved',
  payload: z.object({ repositoryId: z.int() }),
  same: ({ repositoryId }) => `${repositoryId}`,
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
