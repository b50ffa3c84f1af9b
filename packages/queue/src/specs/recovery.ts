import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

const payload = z.object({
  /** Whether all that GitHub keeps is read, and not only what is new. */
  deep: z.boolean(),
  /** Whether somebody asked for it: then it runs also where another pass has just ended. */
  asked: z.boolean(),
});

export type RecoveryPayload = z.output<typeof payload>;

/** A pass that looks for deliveries that were missed. What one did stands in the database. */
export const recoveryQueue = defineQueue({
  name: 'recovery',
  payload,
  same: ({ deep, asked }) => `${deep ? 'deep' : 'new'}:${asked ? 'asked' : 'due'}`,
  retry: { attempts: 3, delayMs: 10_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
