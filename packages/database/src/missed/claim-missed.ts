import { type Kysely, sql } from 'kysely';
import { isOlderThan } from '../connection/is-older-than.ts';
import type { Database } from '../schema.ts';

/** A missed delivery that the caller has claimed for redelivery. */
export interface ClaimedMissed {
  guid: string;
  /** Id of its newest attempt, in digits. */
  deliveryId: string;
}

export interface ClaimOptions {
  /** `first`: never redelivered; `again`: redelivered, and did not arrive. */
  which: 'first' | 'again';
  limit: number;
  maxAttempts: number;
  /** A redelivery younger than this may still arrive. */
  inFlightSeconds: number;
}

/**
 * Claims missed deliveries of a hook for redelivery, oldest first, and counts the attempt. Skips those that have
 * arrived and those that another process has just claimed.
 */
export async function claimMissed(
  database: Kysely<Database>,
  source: string,
  { which, limit, maxAttempts, inFlightSeconds }: ClaimOptions,
): Promise<ClaimedMissed[]> {
  const isDue =
    which === 'first' ? sql`redelivered_at is null` : isOlderThan(sql`redelivered_at`, inFlightSeconds);
  const { rows } = await sql<ClaimedMissed>`
    with due as (
      select guid from missed_deliveries as m
       where source = ${source} and given_up_at is null and attempts < ${maxAttempts} and ${isDue}
         and not exists (select from webhook_deliveries as d where d.guid = m.guid)
       order by attempts, delivered_at, guid
       limit ${limit}
       for update skip locked
    )
    update missed_deliveries as m
       set attempts = m.attempts + 1, redelivered_at = clock_timestamp()
      from due where m.guid = due.guid
    returning m.guid, m.delivery_id as "deliveryId"
  `.execute(database);
  return rows;
}
