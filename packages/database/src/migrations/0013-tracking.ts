import { type Kysely, sql } from 'kysely';

/** Untracked repositories, and the indexes for lists of sync jobs. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table repositories add column untracked_at timestamptz, add column purged_at timestamptz;
    comment on column repositories.untracked_at is 'since when it is untracked';
    comment on column repositories.purged_at is 'when its contents were deleted';
    create index repositories_untracked on repositories (untracked_at) where untracked_at is not null;

    alter table sync_job_repositories add column requests integer not null default 0;
    create index on sync_job_repositories (repository_id, job_id);
    create index sync_jobs_open on sync_jobs (id) where status in ('pending', 'running');
    create index on sync_jobs (completed_at);
  `.execute(database);
}
