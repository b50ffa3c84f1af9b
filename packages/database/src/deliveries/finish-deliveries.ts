import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { type Claim, hasStatus } from './claim.ts';

/** The outcome of an attempt at a delivery. */
export interface FinishedDelivery extends Claim {
  status: 'processed' | 'ignored' | 'failed' | 'parked';
  action?: string | null;
  installation_id?: number | null;
  repository_id?: number | null;
  error?: string;
  /** The objects with claims of this delivery that wait for a fetch, as `referenceText`. */
  claims?: readonly string[];
  /** Whether it had an effect that only GitHub could confirm, while no credential can request it. */
  unconfirmed?: boolean;
  /** When a failed delivery is retried. */
  retry_at?: Date;
}

/**
 * Records the outcomes of attempts; for successful ones, in the transaction that writes their rows. Skips deliveries
 * that another attempt has claimed since, or that were reset: the outcome of that attempt counts.
 */
export async function finishDeliveries(
  database: Kysely<Database>,
  finished: readonly FinishedDelivery[],
): Promise<void> {
  await sql`
    update webhook_deliveries
       set status = f.status, error = f.error, retry_at = f.retry_at,
           action = coalesce(f.action, webhook_deliveries.action), claims = f.claims,
           unconfirmed = coalesce(f.unconfirmed, false),
           installation_id = coalesce(f.installation_id, webhook_deliveries.installation_id),
           repository_id = coalesce(f.repository_id, webhook_deliveries.repository_id),
           processed_at = case when f.status in ('processed', 'ignored') then clock_timestamp() end
      from jsonb_populate_recordset(null::webhook_deliveries, ${JSON.stringify(finished)}) as f
     where webhook_deliveries.guid = f.guid and webhook_deliveries.batch = f.batch and webhook_deliveries.attempts = f.attempts and ${hasStatus('processing')}
  `.execute(database);
}
