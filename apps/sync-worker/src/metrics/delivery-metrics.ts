import type { Counter, Histogram, Meter } from '@opentelemetry/api';

export interface DeliveryMetrics {
  processed: Counter;
  failed: Counter;
  /** Duration of a job of deliveries, in seconds. */
  duration: Histogram;
  /** Seconds from the receipt of a delivery to its rows. */
  lag: Histogram;
  uncertain: Counter;
  settled: Counter;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export function createDeliveryMetrics(meter: Meter): DeliveryMetrics {
  const advice = { explicitBucketBoundaries: seconds };
  return {
    processed: meter.createCounter('webhook_events_processed_total', {
      description: 'Deliveries applied or ignored.',
    }),
    failed: meter.createCounter('webhook_events_failed_total', {
      description: 'Attempts at deliveries that failed.',
    }),
    duration: meter.createHistogram('webhook_processing_duration_seconds', { unit: 's', advice }),
    lag: meter.createHistogram('webhook_lag_seconds', { unit: 's', advice }),
    uncertain: meter.createCounter('replication_uncertain_objects_total', {
      description: 'Objects that must be refetched, by reason.',
    }),
    settled: meter.createCounter('replication_settled_objects_total', {
      description: 'Objects whose refetch reasons were cleared by a fetch.',
    }),
  };
}
