import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Maximum number of deliveries in one job. */
export const deliveriesPerJob = 64;

/**
 * Deliveries in the inbox. A job contains those that were committed together, to share the cost of the queue; its id is
 * their batch, so enqueueing it again is safe. Jobs are removed when they end: the inbox is the record, and an id may
 * be needed again.
 */
export const deliveriesQueue = defineQueue({
  name: 'deliveries',
  payload: z.object({ deliveryIds: z.array(z.guid()).min(1).max(deliveriesPerJob) }),
  retry: { attempts: 5, delayMs: 500, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 0 },
});
