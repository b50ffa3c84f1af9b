import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { type Claim, hasStatus } from './claim.ts';

/** The end of an attempt at a delivery. */
export interface FinishedDelivery extends Claim {
  status: 'processed' | 'ignored' | 'failed' | 'parked';
  action?: string | null;
  installation_id?: number | null;
  repository_id?: number | null;
  error?: string;
  /** The objects of which it claims what waits for a fetch, by `referenceText`. */
  claims?: readonly string[];
  /** Whether it had an effect that only GitHub could confirm, and that nothing can request from it. */
  unconfirmed?: boolean;
  /** When a failed one is tried again. */
  retry_at?: Date;
}

/**
 * Records the ends of attempts; in the transaction of their rows when they succeeded. One whose delivery was claimed by
 * another since, or put back, is not recorded: that one's end counts.
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
