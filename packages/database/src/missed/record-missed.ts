import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The newest attempt at a delivery, as GitHub lists it. */
export interface ListedDelivery {
  guid: string;
  /** Id of the attempt, in digits: it may exceed 2^53. */
  deliveryId: string;
  deliveredAt: Date;
  /** Whether GitHub got any response, successful or not. */
  answered: boolean;
}

/**
 * Records the deliveries that the inbox does not have. For a recorded one it updates the newest attempt; an attempt
 * without a response is not counted, because an outage says nothing about the delivery.
 *
 * @param source names the hook.
 * @param listed each GUID at most once.
 * @returns the number of new records.
 */
export async function recordMissed(
  database: Kysely<Database>,
  source: string,
  listed: readonly ListedDelivery[],
): Promise<number> {
  if (listed.length === 0) return 0;
  const input = listed.map(({ guid, deliveryId, deliveredAt, answered }) => ({
    guid,
    delivery_id: deliveryId,
    delivered_at: deliveredAt,
    answered,
  }));
  const { rows } = await sql<{ guid: string }>`
    with listed as (
      select * from jsonb_to_recordset(${JSON.stringify(input)})
             as given (guid uuid, delivery_id numeric, delivered_at timestamptz, answered boolean)
    ), missing as (
      select * from listed
       where not exists (select from webhook_deliveries as d where d.guid = listed.guid)
    ), tried as (
      update missed_deliveries as m
         set delivery_id = missing.delivery_id,
             attempts = case when missing.answered then m.attempts else greatest(m.attempts - 1, 0) end
        from missing
       where m.guid = missing.guid and m.source = ${source} and m.delivery_id < missing.delivery_id
         and m.given_up_at is null
    )
    insert into missed_deliveries (guid, source, delivery_id, delivered_at)
    select guid, ${source}, delivery_id, delivered_at from missing order by guid
    on conflict (guid) do nothing
    returning guid
  `.execute(database);
  return rows.length;
}
