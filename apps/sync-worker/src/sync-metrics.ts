import type { Counter, Gauge, Histogram, Meter } from '@opentelemetry/api';

export interface SyncMetrics {
  /** Repositories, by type and status. */
  synced: Counter;
  /** Seconds for a repository. */
  syncDuration: Histogram;
  /** Repositories that the last probe found to be other than the twin. */
  drifted: Gauge;
}

const seconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export function createSyncMetrics(meter: Meter): SyncMetrics {
  return {
    synced: meter.createCounter('repository_sync_total', {
      description: 'Repositories that were imported or synced.',
    }),
    syncDuration: meter.createHistogram('repository_sync_duration_seconds', {
      unit: 's',
      advice: { explicitBucketBoundaries: seconds },
    }),
    drifted: meter.createGauge('replication_drifted_repositories', {
      description: 'Repositories that the last probe found to be other than the twin.',
    }),
  };
}
