import { type ClaimedDelivery, finishDeliveries } from '@hubtwin/database';
import { UnusableDeliveryError } from '@hubtwin/resources';
import type { SyncWorkerContext } from '../context.ts';
import { claimOf } from './claim-of.ts';
import { enqueueAttempt } from './enqueue-attempt.ts';
import { maxAttempts, retryDelayMs } from './retry.ts';

/** Records a failed attempt, and enqueues the next one; after the last, or if a retry cannot succeed, parks the delivery. */
export async function failDelivery(
  context: Pick<SyncWorkerContext, 'database' | 'queues' | 'logger' | 'metrics'>,
  delivery: ClaimedDelivery,
  error: unknown,
): Promise<void> {
  const { guid, event, attempts } = delivery;
  const parked = error instanceof UnusableDeliveryError || isUnstorable(error) || attempts >= maxAttempts;
  const delayMs = retryDelayMs(attempts);
  context.metrics.failed.add(1, { event });
  context.logger.error({ err: error, delivery_id: guid, attempts, parked }, 'delivery failed');
  await finishDeliveries(context.database, [
    {
      ...claimOf(delivery),
      status: parked ? 'parked' : 'failed',
      error: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2_000) : String(error),
      ...(parked ? {} : { retry_at: new Date(Date.now() + delayMs) }),
    },
  ]);
  if (!parked) await enqueueAttempt(context, delivery, delayMs);
}

/** Postgres can never store it: data exceptions (class 22), and rows or keys too large (class 54). */
const isUnstorable = (error: unknown): boolean => /^(22|54)[0-9A-Z]{3}$/.test(`${Object(error).code ?? ''}`);
