import { type Kysely, sql } from 'kysely';

/** The number of open tasks of a sync job, which saves counting them; and when jobs ended. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table sync_jobs add column parts_open integer not null default 0;
    update sync_jobs as j set parts_open = open.count
      from (select job_id, count(*) from sync_job_repositories where status in ('pending', 'running') group by job_id) as open
     where j.id = open.job_id;
    create index sync_jobs_ended on sync_jobs (completed_at) where completed_at is not null;
  `.execute(database);
}
