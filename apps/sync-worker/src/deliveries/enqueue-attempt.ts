import { deliveriesQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import { attemptJobId } from './retry.ts';

/** Enqueues the next attempt at a delivery. */
export async function enqueueAttempt(
  { queues, logger }: Pick<SyncWorkerContext, 'queues' | 'logger'>,
  delivery: { guid: string; attempts: number },
  delayMs: number,
): Promise<void> {
  const { guid } = delivery;
  try {
    const job = { id: attemptJobId(delivery), delayMs };
    await queues.enqueue(deliveriesQueue, { deliveryIds: [guid] }, job);
  } catch (error) {
    // The other deliveries of the job must not wait for the queue.
    logger.warn({ err: error, delivery_id: guid }, 'retry not enqueued; the sweeper will enqueue it');
  }
}
