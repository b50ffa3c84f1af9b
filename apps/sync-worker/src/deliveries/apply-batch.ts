import { finishDeliveries, renewClaims, storeObservations } from '@hubtwin/database';
import type { SyncWorkerContext } from '../context.ts';
import { followUp } from '../follow-ups/follow-up.ts';
import { claimOf } from './claim-of.ts';
import { finishedOf } from './finished-of.ts';
import type { ReadDelivery } from './read-deliveries.ts';
import { recordApplied } from './record-applied.ts';

/**
 * Applies deliveries in one transaction, or in several with their status in the last, and then enqueues the requests to
 * GitHub that they cause.
 *
 * @throws what the database throws; then the deliveries have not ended.
 */
export async function applyBatch(context: SyncWorkerContext, batch: readonly ReadDelivery[]): Promise<void> {
  const started = performance.now();
  const claims = batch.map(({ delivery }) => claimOf(delivery));
  const outcome = await storeObservations(
    context.database,
    batch.flatMap(({ interpretation }) => interpretation.observations),
    async (transaction, { isLast, outcome: soFar }) => {
      const finished = () => batch.map((each) => finishedOf(each, soFar));
      if (isLast) await finishDeliveries(transaction, finished());
      else await renewClaims(transaction, claims);
    },
  );
  recordApplied(context.metrics, batch, { outcome, started });
  await followUp(context, batch, outcome);
}
