import { claimDeliveries, findAbandoned, measureDeliveries } from '@hubtwin/database';
import { deliveriesQueue, type JobDefinition } from '@hubtwin/queue';
import { trace } from '@opentelemetry/api';
import type { SyncWorkerContext } from '../context.ts';
import { applyEach } from '../deliveries/apply-each.ts';
import { applyTogether } from '../deliveries/apply-together.ts';
import { createTurns } from '../deliveries/create-turns.ts';
import { enqueueAttempt } from '../deliveries/enqueue-attempt.ts';
import { readDeliveries } from '../deliveries/read-deliveries.ts';
import { attemptJobId, isCrashSuspect, quarantineMs } from '../deliveries/retry.ts';

/** Limit of the bodies of a job: larger jobs run one at a time, since decoded objects take several times as much memory. */
const largeBytes = 4 * 2 ** 20;

/**
 * Applies the deliveries of a job: together, in one transaction unless they are large, and if that fails separately, so
 * that one that cannot be applied does not delay others. A failed attempt is recorded in the inbox and retried
 * later by a separate job; after the last attempt, or if a retry cannot succeed, it is parked.
 *
 * Attempts are counted before they are made, so one that crashes its process counts as well. Deliveries in
 * progress in that process are retried one by one, so that only the one that caused the crash accumulates attempts. A delivery with
 * more than one attempt is quarantined for a moment in which the others are processed, so that its next crash does not delay them.
 */
export function applyDeliveries(context: SyncWorkerContext): JobDefinition<{ deliveryIds: string[] }> {
  const { database, config } = context;
  const inTurn = createTurns();

  /** Claims deliveries, and applies those that were free. @returns their number. */
  async function applyFree(deliveryIds: readonly string[]): Promise<number> {
    const claimed = await claimDeliveries(database, deliveryIds);
    await applyTogether(context, await readDeliveries(context, claimed));
    return claimed.length;
  }

  /** Claimed at its turn: a crash counts as an attempt of the current one only. */
  async function retryAbandoned(deliveryId: string): Promise<void> {
    const claimed = await claimDeliveries(database, [deliveryId], 'abandoned');
    await applyEach(context, await readDeliveries(context, claimed));
  }

  return {
    queue: deliveriesQueue,
    concurrency: config.deliveries.concurrency,
    async process({ deliveryIds }, { job }) {
      trace.getActiveSpan()?.setAttribute('hubtwin.delivery_ids', deliveryIds);
      const isLarge = (await measureDeliveries(database, deliveryIds)) > largeBytes;
      const applied = await (isLarge ? inTurn(() => applyFree(deliveryIds)) : applyFree(deliveryIds));
      if (applied === deliveryIds.length) return;
      for (const delivery of await findAbandoned(database, deliveryIds)) {
        const isQuarantined = isCrashSuspect(delivery) && job.id !== attemptJobId(delivery);
        if (isQuarantined) await enqueueAttempt(context, delivery, quarantineMs);
        else await inTurn(() => retryAbandoned(delivery.guid));
      }
    },
  };
}
