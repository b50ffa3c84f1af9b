import { countParked, type Database, syncOverdueSeconds } from '@hubtwin/database';
import type { Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';

export interface BacklogOptions {
  database: Kysely<Database>;
  sync: { intervalMinutes: number; isAutomatic: boolean };
}

/** What the database knows of work that nobody does: every worker says the same. */
export function createBacklogMetrics(meter: Meter, { database, sync }: BacklogOptions): void {
  meter
    .createObservableGauge('webhook_deliveries_parked', {
      description: 'Deliveries that were tried in vain, and wait for a person.',
    })
    .addCallback(async (result) => result.observe(await countParked(database)));
  if (!sync.isAutomatic) return;
  meter
    .createObservableGauge('repository_sync_overdue_seconds', {
      description: 'For how long the sync is overdue of the repository that waits for it the longest.',
      unit: 's',
    })
    .addCallback(async (result) => {
      const seconds = await syncOverdueSeconds(database, sync.intervalMinutes);
      if (seconds !== null) result.observe(seconds);
    });
}
