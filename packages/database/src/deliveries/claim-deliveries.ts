import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A delivery that this worker now owns. */
export interface ClaimedDelivery {
  guid: string;
  event: string;
  /** GitHub's id of the hook; null where the delivery did not name it. */
  hookId: number | null;
  /** Attempts begun, this one included. */
  attempts: number;
  receivedAt: Date;
  /** Null when retention has dropped the body. */
  headers: Record<string, string> | null;
  body: Buffer | null;
}

/** After this long without an end a claim counts as lost: just before the queue takes a dead worker's job over. */
const claimSeconds = 14;

/**
 * Marks deliveries as `processing` and counts the attempt, so that even one that kills its process is
 * counted. Left out are those that are finished, parked, or claimed by a worker that may still live.
 */
export async function claimDeliveries(
  database: Kysely<Database>,
  guids: readonly string[],
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with claimed as (
      update webhook_deliveries
         set status = 'processing', claimed_at = clock_timestamp(), attempts = attempts + 1
       where guid = any(${guids}::uuid[])
         and (status in ('received', 'failed')
              or status = 'processing' and claimed_at < clock_timestamp() - make_interval(secs => ${claimSeconds}))
      returning guid, event, hook_id, attempts, received_at
    )
    select claimed.guid, event, hook_id as "hookId", attempts, claimed.received_at as "receivedAt", headers, body
      from claimed left join webhook_bodies using (guid, received_at)
     order by claimed.received_at, claimed.guid
  `.execute(database);
  return rows;
}
