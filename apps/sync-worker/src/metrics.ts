import type { Counter, Histogram, Meter } from '@opentelemetry/api';

export interface DeliveryMetrics {
  processed: Counter;
  failed: Counter;
  /** Seconds of work on a job of deliveries. */
  duration: Histogram;
  /** Seconds from the receipt of a delivery to its rows. */
  lag: Histogram;
  doubtful: Counter;
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
    doubtful: meter.createCounter('replication_doubtful_objects_total', {
      description: 'Objects that the deliveries alone do not settle, by the reason.',
    }),
    settled: meter.createCounter('replication_settled_objects_total', {
      description: 'Objects in doubt that GitHub was asked for, and that are settled.',
    }),
  };
}
