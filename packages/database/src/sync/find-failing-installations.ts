import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** An installation that cannot be synced, or only in part. */
export interface FailingInstallation {
  /** Null: the configured tokens. */
  installationId: number | null;
  account: string | null;
  reason: string;
  /** When it last failed. */
  at: Date;
}

/**
 * Finds the installations whose last periodic sync or import within a day failed or was incomplete, and the
 * configured owners whose repositories could not be listed.
 */
export async function findFailingInstallations(database: Kysely<Database>): Promise<FailingInstallation[]> {
  const { rows } = await sql<FailingInstallation>`
    with last as (
      select distinct on (job_type, installation_id) *
        from sync_jobs
       where job_type in ('periodic_sync', 'auto_import') and created_at > now() - interval '1 day'
       order by job_type, installation_id, id desc
    )
    select last.installation_id as "installationId", i.account_login as account,
           coalesce(last.completed_at, last.created_at) as at,
           concat_ws(E'\n', case when last.status = 'failed' and last.repositories_processed = 0 then last.error_message end,
                     (select string_agg(line, E'\n') from jsonb_array_elements_text(last.details -> 'left_out') as line))
             as reason
      from last left join installations as i on i.id = last.installation_id
     where last.details ? 'left_out' or (last.status = 'failed' and last.repositories_processed = 0)
    union all
    select null, substring(scope from 7), updated_at, value ->> 'failure'
      from sync_cursors
     where scope like 'owner:%' and value ->> 'failure' is not null and updated_at > now() - interval '1 day'
     order by 1 nulls first, 2
  `.execute(database);
  return rows;
}
