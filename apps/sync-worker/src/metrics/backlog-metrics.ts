import { countParked, type Database, syncOverdueSeconds } from '@hubtwin/database';
import type { Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';

export interface BacklogOptions {
  database: Kysely<Database>;
  sync: { intervalMinutes: number; isAutomatic: boolean };
}

/** Metrics of the backlog, read from the database: every worker reports the same. */
export function createBacklogMetrics(meter: Meter, { database, sync }: BacklogOptions): void {
  meter
    .createObservableGauge('webhook_deliveries_parked', {
      description: 'Deliveries that failed at every attempt, and wait for a person.',
    })
    .addCallback(async (result) => result.observe(await countParked(database)));
  if (!sync.isAutomatic) return;
  meter
    .createObservableGauge('repository_sync_overdue_seconds', {
      description: 'How long the most overdue repository has waited for its sync beyond its interval.',
      unit: 's',
    })
    .addCallback(async (result) => {
      const seconds = await syncOverdueSeconds(database, sync.intervalMinutes);
      if (seconds !== null) result.observe(seconds);
    });
}
