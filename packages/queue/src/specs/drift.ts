import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** A pass that compares a random sample of objects with GitHub. Its result is stored in the database. */
export const driftQueue = defineQueue({
  name: 'drift',
  payload: z.object({}),
  same: () => 'sample',
  retry: { attempts: 2, delayMs: 60_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
