import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { type Claim, hasStatus } from './claim.ts';
import { isAbandoned } from './is-abandoned.ts';

/** A delivery that this worker has claimed. */
export interface ClaimedDelivery extends Claim {
  event: string;
  /** The webhook config whose secret signed it; null: a secret of the deployment. */
  webhookConfigId: number | null;
  /** Another event as which the same body, signed with the same secret, was accepted before; null: none. */
  sameBodyAs: string | null;
  receivedAt: Date;
  /** When GitHub first tried to deliver it, if recovery found it missing; else null. */
  missedAt: Date | null;
  /** Null when retention has dropped the body. */
  headers: Record<string, string> | null;
  body: Buffer | null;
}

const claimable = { waiting: hasStatus('received', 'failed'), abandoned: isAbandoned };

/**
 * Marks deliveries as `processing` and counts the attempt first, so that one that kills its process is counted too.
 * Skips deliveries that are finished, parked, or claimed by a worker that may still be alive.
 *
 * @param which those that are due, or those whose worker died.
 */
export async function claimDeliveries(
  database: Kysely<Database>,
  guids: readonly string[],
  which: keyof typeof claimable = 'waiting',
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with claimed as (
      update webhook_deliveries
         set status = 'processing', claimed_at = clock_timestamp(), attempts = attempts + 1
       where guid = any(${guids}::uuid[]) and ${claimable[which]}
      returning guid, event, webhook_config_id, batch, attempts, received_at, missed_at, body_sha256
    )
    select claimed.guid, event, webhook_config_id as "webhookConfigId", batch, attempts,
           claimed.received_at as "receivedAt", coalesce(claimed.missed_at,
             (select m.delivered_at from missed_deliveries as m where m.guid = claimed.guid)) as "missedAt", headers, body,
           nullif((select first.event from webhook_deliveries as first
                    where first.body_sha256 = claimed.body_sha256
                      and coalesce(first.webhook_config_id, 0) = coalesce(claimed.webhook_config_id, 0)
                    order by first.received_at limit 1), claimed.event) as "sameBodyAs"
      from claimed left join webhook_bodies using (guid, received_at)
     order by claimed.received_at, claimed.guid
  `.execute(database);
  return rows;
}
