import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { IncomingDelivery } from './store-deliveries.ts';

/**
 * Resets deliveries to `received` under a new batch; the caller enqueues it. Deliveries that are being processed, and
 * those whose body retention has dropped, do not change.
 *
 * @returns the GUIDs of the reset deliveries.
 */
export async function replayDeliveries(
  database: Kysely<Database>,
  guids: readonly string[],
  batch: string,
): Promise<string[]> {
  const { rows } = await sql<{ guid: string }>`
    update webhook_deliveries as d
       set status = 'received', attempts = 0, error = null, retry_at = null, processed_at = null,
           batch = ${batch}
     where guid = any(${guids}::uuid[])
       and not exists (select from webhook_attempts as a where a.guid = d.guid)
       and exists (select from webhook_bodies as b where b.guid = d.guid and b.received_at = d.received_at)
    returning guid
  `.execute(database);
  return rows.map(({ guid }) => guid);
}

/**
 * Accepts the redelivery of a failed or parked delivery: stores its body again if retention had dropped it, and
 * resets the delivery. Everyone who knows a secret can sign another body with its GUID, so only the same body of the
 * same event, signed with the same secret, is a redelivery.
 *
 * @returns whether the delivery was reset; false if it is no longer failed, or this is not a redelivery.
 */
export async function retryRedelivered(
  database: Kysely<Database>,
  { guid, event, webhookConfigId, headers, body, bodySha256 }: IncomingDelivery,
  batch: string,
): Promise<boolean> {
  const { rows } = await sql<{ guid: string }>`
    with failed as (
      update webhook_deliveries as d
         set status = 'received', attempts = 0, error = null, retry_at = null, batch = ${batch}
       where guid = ${guid} and status in ('failed', 'parked') and event = ${event}
         and not exists (select from webhook_attempts as a where a.guid = d.guid)
         and body_sha256 = ${bodySha256} and webhook_config_id is not distinct from ${webhookConfigId}
      returning guid, received_at
    ), bodies as (
      insert into webhook_bodies (guid, received_at, headers, body)
      select guid, received_at, ${JSON.stringify(headers)}, ${body} from failed
      on conflict do nothing
    )
    select guid from failed
  `.execute(database);
  return rows.length > 0;
}
