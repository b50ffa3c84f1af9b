import { type Kysely, sql } from 'kysely';
import { isOlderThan } from '../connection/is-older-than.ts';
import type { Database } from '../schema.ts';

/** The state of the missed deliveries of a hook since the last pass. */
export interface SettledMissed {
  /** Deliveries that the inbox has now. */
  arrived: number;
  /** Deliveries that did not arrive after the maximum of redeliveries. */
  givenUp: number;
  /** Deliveries that may still arrive. */
  waiting: number;
}

/**
 * Removes the records of deliveries that arrived, storing the time of their first attempt in the inbox, and gives up
 * those whose last redelivery is overdue. Records that were given up are removed after a month.
 */
export async function settleMissed(
  database: Kysely<Database>,
  source: string,
  { maxAttempts, inFlightSeconds }: { maxAttempts: number; inFlightSeconds: number },
): Promise<SettledMissed> {
  const { rows } = await sql<SettledMissed>`
    with arrived as (
      delete from missed_deliveries as m
       where source = ${source}
         and (exists (select from webhook_deliveries as d where d.guid = m.guid)
              or given_up_at < now() - interval '30 days')
      returning guid, delivered_at, given_up_at
    ), dated as (
      update webhook_deliveries as d set missed_at = arrived.delivered_at from arrived where d.guid = arrived.guid
    ), given_up as (
      update missed_deliveries as m set given_up_at = now()
       where source = ${source} and given_up_at is null and attempts >= ${maxAttempts}
         and ${isOlderThan(sql`redelivered_at`, inFlightSeconds)}
         and not exists (select from webhook_deliveries as d where d.guid = m.guid)
      returning guid
    )
    select (select count(*) from arrived where given_up_at is null) as arrived,
           (select count(*) from given_up) as "givenUp",
           (select count(*) from missed_deliveries as m
             where source = ${source} and given_up_at is null
               and guid not in (select guid from arrived union all select guid from given_up)) as waiting
  `.execute(database);
  const [settled] = rows;
  if (settled === undefined) throw new TypeError('a count is one row');
  return settled;
}
