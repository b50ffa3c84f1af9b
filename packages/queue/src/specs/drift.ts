import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** A pass that compares a few objects, taken by chance, with GitHub. What it found stands in the database. */
export const driftQueue = defineQueue({
  name: 'drift',
  payload: z.object({}),
  same: () => 'sample',
  retry: { attempts: 2, delayMs: 60_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
