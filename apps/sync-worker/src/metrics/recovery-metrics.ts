import type { Database } from '@hubtwin/database';
import { lastRecovery } from '@hubtwin/replication';
import type { Counter, Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';

export interface RecoveryMetrics {
  missed: Counter;
  redelivered: Counter;
  givenUp: Counter;
}

export function createRecoveryMetrics(meter: Meter, database: Kysely<Database>): RecoveryMetrics {
  meter
    .createObservableGauge('webhook_recovery_age_seconds', {
      description: 'Time since a pass of any worker last ended without a failure.',
      unit: 's',
    })
    .addCallback(async (result) => {
      const last = await lastRecovery(database);
      if (last !== null) result.observe(Math.max(0, Date.now() - last.getTime()) / 1_000);
    });
  return {
    missed: meter.createCounter('webhook_deliveries_missed_total', {
      description: 'Deliveries that GitHub lists and the inbox did not have.',
    }),
    redelivered: meter.createCounter('webhook_deliveries_redelivered_total', {
      description: 'Redeliveries that were requested from GitHub.',
    }),
    givenUp: meter.createCounter('webhook_deliveries_given_up_total', {
      description: 'Missed deliveries that redeliveries did not deliver, or that GitHub has discarded.',
    }),
  };
}
