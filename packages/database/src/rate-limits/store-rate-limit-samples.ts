import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RateLimitSample } from './rate-limit-sample.ts';

/**
 * Stores the samples that differ from the last one: reported later, with another limit, use, window or closure.
 * However many processes store, there is one sample per minute, credential and resource: the one that was reported
 * last.
 *
 * @param at the minute of the samples; by default the current one, by the clock of the database.
 * @returns the number of stored samples.
 */
export async function storeRateLimitSamples(
  database: Kysely<Database>,
  samples: readonly RateLimitSample[],
  at?: Date,
): Promise<number> {
  if (samples.length === 0) return 0;
  const minute = sql`date_trunc('minute', ${at === undefined ? sql`now()` : sql`${at}::timestamptz`})`;
  // Always the same order, so that concurrent processes cannot deadlock. Reset times that GitHub reports for one
  // window differ by a second or two.
  const { rows } = await sql`
    insert into rate_limit_samples
      (credential, resource, sampled_at, seen_at, "limit", used, reset_at, closed_until, in_flight, burn_rate)
    select distinct on (given.credential, given.resource)
           given.credential, given.resource, ${minute}, given."seenAt", given."limit", given.used,
           given."resetAt", given."closedUntil", given."inFlight", given."burnRate"
      from jsonb_to_recordset(${JSON.stringify(samples)}::jsonb) as given (
             credential text, resource text, "limit" bigint, used bigint, "resetAt" timestamptz,
             "closedUntil" timestamptz, "inFlight" integer, "burnRate" double precision, "seenAt" timestamptz)
      left join lateral (
             select * from rate_limit_samples as s
              where s.credential = given.credential and s.resource = given.resource
              order by s.sampled_at desc limit 1) as latest on true
     where latest.seen_at is null
        or given."seenAt" >= latest.seen_at
           and ((given."limit", given.used, given."closedUntil")
                is distinct from (latest."limit", latest.used, latest.closed_until)
                or given.used > 0
                   and abs(extract(epoch from given."resetAt" - latest.reset_at)) > 30)
     order by given.credential, given.resource, given."seenAt" desc
    on conflict (credential, resource, sampled_at) do update
       set seen_at = excluded.seen_at, "limit" = excluded."limit", used = excluded.used,
           reset_at = excluded.reset_at, closed_until = excluded.closed_until,
           in_flight = excluded.in_flight, burn_rate = excluded.burn_rate
     where excluded.seen_at >= rate_limit_samples.seen_at
    returning 1
  `.execute(database);
  return rows.length;
}
