import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

const payload = z.object({
  /** Whether everything that GitHub keeps is read, instead of only what is new. */
  deep: z.boolean(),
  /** Whether it was requested manually: then it runs even if another pass has just ended. */
  requested: z.boolean(),
});

export type RecoveryPayload = z.output<typeof payload>;

/** A pass that looks for missed deliveries. Its result is stored in the database. */
export const recoveryQueue = defineQueue({
  name: 'recovery',
  payload,
  same: ({ deep, requested }) => `${deep ? 'deep' : 'new'}:${requested ? 'requested' : 'due'}`,
  retry: { attempts: 3, delayMs: 10_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 86_400 },
});
