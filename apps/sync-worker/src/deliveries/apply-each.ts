import type { SyncWorkerContext } from '../context.ts';
import { applyBatch } from './apply-batch.ts';
import { failDelivery } from './fail-delivery.ts';
import type { ReadDelivery } from './read-deliveries.ts';

/** Applies deliveries separately; one that cannot be applied fails, and the others do not. */
export async function applyEach(context: SyncWorkerContext, batch: readonly ReadDelivery[]): Promise<void> {
  for (const each of batch) {
    try {
      await applyBatch(context, [each]);
    } catch (error) {
      await failDelivery(context, each.delivery, error);
    }
  }
}
