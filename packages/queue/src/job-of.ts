import { randomUUID } from 'node:crypto';
import type { JobsOptions } from 'bullmq';
import type { QueueSpec } from './define-queue.ts';

/** BullMQ starts jobs without a priority first, then those with the lowest number; the maximum is about two million. */
const deferrablePriority = 1_000_000;
export const maxTurns = deferrablePriority - 1;

/** A job with a payload; `turn`: its place among those of other calls, 0: none. */
export function jobOf<Payload>(
  spec: QueueSpec<Payload>,
  payload: Payload,
  { delayMs, isDeferrable = false }: { delayMs?: number; isDeferrable?: boolean },
  turn = 0,
): { name: string; data: Payload; opts: JobsOptions } {
  const data = spec.payload.parse(payload);
  return {
    name: spec.name,
    data,
    opts: {
      ...jobOptions(spec),
      timestamp: Date.now(),
      ...(delayMs !== undefined && { delay: delayMs }),
      ...((isDeferrable || turn > 0) && { priority: (isDeferrable ? deferrablePriority : 0) + turn }),
      // A unique id shows whether it was coalesced with another job.
      ...(spec.same !== undefined && {
        deduplication: { id: spec.same(data), keepLastIfActive: true },
        jobId: randomUUID(),
      }),
    },
  };
}

/** When a job is due, in milliseconds since the epoch. */
export const dueAt = ({ timestamp = 0, delay = 0 }: JobsOptions = {}) => timestamp + delay;

export function jobOptions({ retry, keep: kept }: Pick<QueueSpec<unknown>, 'retry' | 'keep'>) {
  return {
    attempts: retry.attempts,
    backoff: { type: 'exponential', delay: retry.delayMs, jitter: retry.jitter },
    removeOnComplete: keep(kept.completedSeconds),
    removeOnFail: keep(kept.failedSeconds),
  };
}

function keep(seconds: number): boolean | { age: number } {
  return seconds === 0 ? true : { age: seconds };
}
