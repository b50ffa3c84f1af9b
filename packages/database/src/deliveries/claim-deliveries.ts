import { type Kysely, sql } from 'kysely';
import { prepared } from '../connection/prepare-statements.ts';
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

/** The lock lasts until the attempt is recorded, so that a delivery that has just ended is not claimed again. */
const waiting = (guids: readonly string[]) => sql`
  with given as materialized (
    select * from webhook_deliveries
     where guid = any(${guids}::uuid[]) and ${hasStatus('received', 'failed')}
     order by guid for no key update
  ), claimed as (
    insert into webhook_attempts (guid, batch, attempts, claimed_at)
    select guid, batch, attempts + 1, clock_timestamp() from given
    on conflict (guid) do nothing
    returning guid, batch, attempts
  )`;

const abandoned = (guids: readonly string[]) => sql`
  with claimed as (
    update webhook_attempts set claimed_at = clock_timestamp(), attempts = attempts + 1
     where guid = any(${guids}::uuid[]) and ${isAbandoned}
    returning guid, batch, attempts
  ), given as (
    select * from webhook_deliveries where guid = any(${guids}::uuid[])
  )`;

const claimable = { waiting, abandoned };

/**
 * Records an attempt at each of these deliveries first, so that one that kills its process is counted too. Skips
 * deliveries that are finished, parked, or claimed by a worker that may still be alive.
 *
 * @param which those that are due, or those whose worker died.
 */
export async function claimDeliveries(
  database: Kysely<Database>,
  guids: readonly string[],
  which: keyof typeof claimable = 'waiting',
): Promise<ClaimedDelivery[]> {
  // Bodies are looked up one by one: that takes less planning than a join with all partitions.
  const { rows } = await sql<ClaimedDelivery>`${prepared}
    ${claimable[which](guids)}
    select guid, event, webhook_config_id as "webhookConfigId", claimed.batch, claimed.attempts,
           received_at as "receivedAt", coalesce(missed_at,
             (select m.delivered_at from missed_deliveries as m where m.guid = claimed.guid)) as "missedAt", headers, body,
           nullif((select first.event from webhook_deliveries as first
                    where first.body_sha256 = given.body_sha256
                      and coalesce(first.webhook_config_id, 0) = coalesce(given.webhook_config_id, 0)
                    order by first.received_at limit 1), given.event) as "sameBodyAs"
      from claimed join given using (guid) left join lateral (
        select headers, body from webhook_bodies as b
         where b.guid = given.guid and b.received_at = given.received_at limit 1) as stored on true
     order by received_at, guid
  `.execute(database);
  return rows;
}
