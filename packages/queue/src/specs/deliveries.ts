import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Most deliveries that one job carries. */
export const deliveriesPerJob = 64;

/**
 * Deliveries that the inbox holds. A job names those that were committed about the same time, so that the cost of
 * the queue is shared; its id is their batch, so enqueueing it again is harmless. Jobs are removed when
 * they end: the inbox is the record, and an id may be needed again.
 */
export const deliveriesQueue = defineQueue({
  name: 'deliveries',
  payload: z.object({ deliveryIds: z.array(z.guid()).min(1).max(deliveriesPerJob) }),
  retry: { attempts: 5, delayMs: 500, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 0 },
});
