import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { NewSyncJob } from './sync-job.ts';

/**
 * Records a sync job that failed before its repositories were known, such as a probe of an installation that GitHub
 * denies. Repeated failures for the same reason are one job with a number of attempts.
 */
export async function recordFailedSync(
  database: Kysely<Database>,
  { type, priority, installationId }: Pick<NewSyncJob, 'type' | 'priority' | 'installationId'>,
  error: string,
): Promise<void> {
  await sql`
    with last as (
      select id, status, error_message from sync_jobs
       where job_type = ${type} and installation_id is not distinct from ${installationId}::bigint
       order by id desc limit 1
    ), again as (
      update sync_jobs as j
         set completed_at = now(),
             details = j.details || jsonb_build_object('attempts', coalesce((j.details ->> 'attempts')::integer, 1) + 1)
        from last
       where j.id = last.id and last.status = 'failed' and last.error_message = ${error}
         and not exists (select from sync_job_repositories as p where p.job_id = last.id)
      returning j.id
    )
    insert into sync_jobs
      (job_type, priority, installation_id, status, error_message, errors_count, details, started_at, completed_at)
    select ${type}, ${priority}, ${installationId}::bigint, 'failed', ${error}, 1, '{"attempts": 1}', now(), now()
     where not exists (select from again)
  `.execute(database);
}
