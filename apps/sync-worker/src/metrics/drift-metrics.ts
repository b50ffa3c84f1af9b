import type { Database } from '@hubtwin/database';
import { lastSample, stalenessOf } from '@hubtwin/replication';
import type { Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';

/** Metrics of the drift, read from the database: every worker reports the same. */
export function createDriftMetrics(meter: Meter, database: Kysely<Database>): void {
  meter
    .createObservableGauge('replication_drift_objects', {
      description: 'Objects of the last sample that differed from GitHub.',
    })
    .addCallback(async (result) => {
      const sample = await lastSample(database);
      for (const [resource, { different }] of Object.entries(sample?.resources ?? {})) {
        result.observe(different, { resource });
      }
    });
  meter
    .createObservableGauge('replication_staleness_seconds', {
      description: 'Time since a resource was last verified against GitHub.',
      unit: 's',
    })
    .addCallback(async (result) => {
      const ages = await stalenessOf(database);
      for (const [resource, seconds] of ages) result.observe(seconds, { resource });
    });
}
