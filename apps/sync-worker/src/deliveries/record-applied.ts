import type { StoredOutcome } from '@hubtwin/database';
import type { DeliveryMetrics } from '../metrics/delivery-metrics.ts';
import type { ReadDelivery } from './read-deliveries.ts';

/** Counts applied deliveries, and the objects that they leave uncertain. */
export function recordApplied(
  metrics: DeliveryMetrics,
  batch: readonly ReadDelivery[],
  { outcome, started }: { outcome: Pick<StoredOutcome, 'uncertain'>; started: number },
): void {
  const now = Date.now();
  metrics.duration.record((performance.now() - started) / 1_000);
  for (const { delivery } of batch) {
    metrics.processed.add(1, { event: delivery.event });
    metrics.lag.record(Math.max(0, now - delivery.receivedAt.getTime()) / 1_000);
  }
  for (const { resource, reasons } of outcome.uncertain) {
    for (const reason of reasons) metrics.uncertain.add(1, { resource, reason });
  }
}
