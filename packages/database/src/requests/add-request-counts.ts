import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RequestCounts } from './request-counts.ts';

/** Adds the requests that a process sent since its last report to those of its service in the current hour. */
export async function addRequestCounts(
  database: Kysely<Database>,
  service: string,
  { answers, notModified, refused, seconds, lastAt, errors }: RequestCounts,
): Promise<void> {
  await sql`
    insert into github_request_counts as known
      (hour, service, answers, not_modified, refused, seconds, last_request_at, errors)
    values (date_trunc('hour', now(), 'UTC'), ${service}, ${answers}, ${notModified}, ${refused}, ${seconds}, ${lastAt},
            ${JSON.stringify(errors)}::jsonb)
    on conflict (hour, service) do update
       set answers = known.answers + excluded.answers,
           not_modified = known.not_modified + excluded.not_modified,
           refused = known.refused + excluded.refused,
           seconds = known.seconds + excluded.seconds,
           last_request_at = greatest(known.last_request_at, excluded.last_request_at),
           errors = (select coalesce(jsonb_object_agg(code, count), '{}')
                       from (select code, sum(count::bigint) as count
                               from (select * from jsonb_each_text(known.errors)
                                      union all
                                     select * from jsonb_each_text(excluded.errors)) as both_errors (code, count)
                              group by code) as summed)
  `.execute(database);
}
