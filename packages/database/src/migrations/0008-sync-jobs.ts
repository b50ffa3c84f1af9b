import { type Kysely, sql } from 'kysely';

/** What was asked to be imported or synced, and how far each of its repositories is. */
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
      status text not null default 'pending',
      pages_done integer not null default 0,
      pages_total integer not null default 0,
      error text,
      primary key (job_id, repository_id)
    )
  `.execute(database);
}
