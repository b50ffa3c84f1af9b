import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RateLimitSample } from './rate-limit-sample.ts';

/**
 * Reads the last sample of each credential and resource. Takes time proportional to their number, not to the history.
 */
export async function latestRateLimits(database: Kysely<Database>): Promise<RateLimitSample[]> {
  // Skips from each pair to the next by the primary key: `distinct on` would read every sample.
  const { rows } = await sql<RateLimitSample>`
    with recursive pairs as (
      (select credential, resource from rate_limit_samples order by credential, resource limit 1)
      union all
      select following.*
        from pairs cross join lateral (
             select s.credential, s.resource from rate_limit_samples as s
              where (s.credential, s.resource) > (pairs.credential, pairs.resource)
              order by s.credential, s.resource limit 1) as following
    )
    select latest.credential, latest.resource, latest."limit", latest.used, latest.reset_at as "resetAt",
           latest.closed_until as "closedUntil", latest.in_flight as "inFlight",
           latest.burn_rate as "burnRate", latest.seen_at as "seenAt"
      from pairs cross join lateral (
           select * from rate_limit_samples as s
            where s.credential = pairs.credential and s.resource = pairs.resource
            order by s.sampled_at desc limit 1) as latest
  `.execute(database);
  return rows;
}
