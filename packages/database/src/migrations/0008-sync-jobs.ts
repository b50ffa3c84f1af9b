import { type Kysely, sql } from 'kysely';

/** Imports and syncs, with the progress of each of their repositories. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table sync_jobs (
      id bigint generated always as identity primary key,
      job_type text not null,
      status text not null default 'pending',
      priority text not null,
      installation_id bigint,
      repositories_processed integer not null default 0,
      errors_count integer not null default 0,
      requests_used integer not null default 0,
      details jsonb not null default '{}',
      error_message text,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      completed_at timestamptz
    );
    create index on sync_jobs (status, id);
    create index on sync_jobs (job_type, id);
    create index on sync_jobs (installation_id, id);
    create table sync_job_repositories (
      job_id bigint not null references sync_jobs (id) on delete cascade,
      repository_id bigint not null,
      work text not null check (work in ('import', 'probe', 'sync')),
      resources text[],
      status text not null default 'pending',
      pages_estimated integer not null default 0,
      pages_done integer not null default 0,
      pages_total integer not null default 0,
      error text,
      touched_at timestamptz not null default now(),
      primary key (job_id, repository_id)
    );
    -- Open tasks, also after the queue was wiped.
    create index sync_job_repositories_open on sync_job_repositories (touched_at) where status in ('pending', 'running');
    create index sync_job_repositories_busy on sync_job_repositories (repository_id) where status in ('pending', 'running');
    alter table repositories add column sync_interval_minutes integer, add column probed_at timestamptz;
    create index repositories_synced on repositories (last_synced_at)
      where deleted_at is null and auto_sync_enabled and last_synced_at is not null
  `.execute(database);
}
