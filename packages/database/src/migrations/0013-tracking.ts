import { type Kysely, sql } from 'kysely';

/** Which repositories are not wanted in the twin, and what lists of sync jobs are served by. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table repositories add column untracked_at timestamptz, add column purged_at timestamptz;
    comment on column repositories.untracked_at is 'since when nobody wants it in the twin';
    comment on column repositories.purged_at is 'when what was in it was removed';
    create index repositories_untracked on repositories (untracked_at) where untracked_at is not null;

    alter table sync_job_repositories add column requests integer not null default 0;
    create index on sync_job_repositories (repository_id, job_id);
    create index sync_jobs_open on sync_jobs (id) where status in ('pending', 'running');
    create index on sync_jobs (completed_at);
  `.execute(database);
}
