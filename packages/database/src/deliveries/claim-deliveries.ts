import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isAbandoned } from './is-abandoned.ts';

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

const claimable = { waiting: sql`status in ('received', 'failed')`, abandoned: isAbandoned };

/**
 * Marks deliveries as `processing` and counts the attempt, so that even one that kills its process is
 * counted. Left out are those that are finished, parked, or claimed by a worker that may still live.
 *
 * @param which those that wait for their turn, or those whose worker ended before they did.
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
      returning guid, event, hook_id, attempts, received_at
    )
    select claimed.guid, event, hook_id as "hookId", attempts, claimed.received_at as "receivedAt", headers, body
      from claimed left join webhook_bodies using (guid, received_at)
     order by claimed.received_at, claimed.guid
  `.execute(database);
  return rows;
}
