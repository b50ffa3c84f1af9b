import type { Counter, Histogram, Meter } from '@opentelemetry/api';

/** Metrics about the repositories that workers read. */
export interface SyncMetrics {
  /** Repositories, by type and status. */
  repositories: Counter;
  /** Seconds per repository. */
  duration: Histogram;
}

const seconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600];

export function createSyncMetrics(meter: Meter): SyncMetrics {
  return {
    repositories: meter.createCounter('repository_sync_total', {
      description: 'Repositories that were imported or synced.',
    }),
    duration: meter.createHistogram('repository_sync_duration_seconds', {
      unit: 's',
      advice: { explicitBucketBoundaries: seconds },
    }),
  };
}
