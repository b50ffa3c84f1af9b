import type { SyncWorkerContext } from '../context.ts';
import { applyBatch } from './apply-batch.ts';
import { applyEach } from './apply-each.ts';
import type { ReadDelivery } from './read-deliveries.ts';

/** Applies deliveries together, and if that fails separately. */
export async function applyTogether(
  context: SyncWorkerContext,
  batch: readonly ReadDelivery[],
): Promise<void> {
  if (batch.length === 0) return;
  try {
    await applyBatch(context, batch);
  } catch (error) {
    if (batch.length > 1)
      context.logger.warn({ err: error, deliveries: batch.length }, 'applying deliveries one by one');
    await applyEach(context, batch);
  }
}
