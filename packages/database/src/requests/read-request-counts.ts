import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RequestCounts } from './request-counts.ts';

/** Reads the requests of each service since the beginning of the hour that contains `since`, ordered by service. */
export async function readRequestCounts(
  database: Kysely<Database>,
  since: Date,
): Promise<(RequestCounts & { service: string })[]> {
  const { rows } = await sql<RequestCounts & { service: string }>`
    with recent as (
      select * from github_request_counts where hour >= date_trunc('hour', ${since}::timestamptz, 'UTC')
    ), failed as (
      select service, code, sum(count::bigint) as count
        from recent cross join lateral jsonb_each_text(errors) as each_error (code, count)
       group by service, code
    )
    select r.service, sum(r.answers)::bigint as answers, sum(r.not_modified)::bigint as "notModified",
           sum(r.refused)::bigint as refused, sum(r.seconds) as seconds, max(r.last_request_at) as "lastAt",
           coalesce((select jsonb_object_agg(f.code, f.count) from failed as f where f.service = r.service), '{}') as errors
      from recent as r
     group by r.service
     order by r.service
  `.execute(database);
  return rows;
}
