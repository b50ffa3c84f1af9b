import { type Kysely, sql } from 'kysely';
import { prepared } from '../connection/prepare-statements.ts';
import type { Database } from '../schema.ts';
import type { Claim } from './claim.ts';

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
  await sql`${prepared}
    with given as (
      select * from jsonb_populate_recordset(null::webhook_deliveries, ${JSON.stringify(finished)})
    ), ended as (
      delete from webhook_attempts as a using given
       where a.guid = given.guid and a.batch = given.batch and a.attempts = given.attempts
      returning given.*
    )
    update webhook_deliveries as d
       set status = f.status, attempts = f.attempts, error = f.error, retry_at = f.retry_at,
           action = coalesce(f.action, d.action), claims = f.claims,
           unconfirmed = coalesce(f.unconfirmed, false),
           installation_id = coalesce(f.installation_id, d.installation_id),
           repository_id = coalesce(f.repository_id, d.repository_id),
           processed_at = case when f.status in ('processed', 'ignored') then clock_timestamp() end
      from ended as f
     where d.guid = f.guid and d.batch = f.batch
  `.execute(database);
}
