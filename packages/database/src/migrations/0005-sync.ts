import { type Kysely, sql } from 'kysely';

/** Imports and syncs, with the progress of each of their repositories, and the state of each list of a repository. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- The progress of paged reads, so that another process can continue them.
    create table sync_cursors (
      scope text primary key,
      value jsonb not null,
      updated_at timestamptz not null default now()
    );

    create table sync_jobs (
      id bigint generated always as identity primary key,
      job_type text not null,
      status text not null default 'pending',
      priority text not null,
      installation_id bigint,
      repositories_processed integer not null default 0,
      -- The number of its open tasks, which saves counting them.
      open_tasks integer not null default 0,
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
    create index on sync_jobs (completed_at);
    create index sync_jobs_by_type_and_time on sync_jobs (job_type, created_at);
    create index sync_jobs_open on sync_jobs (id) where status in ('pending', 'running');
    create index sync_jobs_ended on sync_jobs (completed_at) where completed_at is not null;

    create table sync_job_repositories (
      job_id bigint not null references sync_jobs (id) on delete cascade,
      repository_id bigint not null,
      work text not null check (work in ('import', 'probe', 'sync', 'full')),
      resources text[],
      status text not null default 'pending',
      -- How often it was started: the result of an earlier start is ignored.
      starts integer not null default 0,
      pages_estimated integer not null default 0,
      pages_done integer not null default 0,
      pages_total integer not null default 0,
      requests integer not null default 0,
      error text,
      -- The results of attempts at the task, by list: the next attempt requests those that failed.
      lists jsonb,
      touched_at timestamptz not null default now(),
      primary key (job_id, repository_id)
    );
    create index on sync_job_repositories (repository_id, job_id);
    -- Open tasks, also after the queue was wiped.
    create index sync_job_repositories_open on sync_job_repositories (touched_at) where status in ('pending', 'running');
    create index sync_job_repositories_busy on sync_job_repositories (repository_id) where status in ('pending', 'running');

    -- Up to when a list was read completely, and why GitHub does not return it; repositories stands for the
    -- repository as a whole.
    create table repository_lists (
      repository_id bigint not null,
      resource text not null,
      read_until timestamptz,
      state text check (state in ('disabled', 'blocked', 'refused', 'failed', 'incomplete')),
      reason text,
      since timestamptz,
      checked_at timestamptz,
      -- How many more objects GitHub counts than the twin has, and since when.
      count_difference integer,
      github_count integer,
      difference_since timestamptz,
      -- Whether the whole list was read since.
      is_difference_checked boolean not null default false,
      primary key (repository_id, resource),
      check ((state is null) = (since is null) and (state is null) = (checked_at is null))
    );
    create index repository_lists_restricted on repository_lists (repository_id, resource) where state is not null;

    create function list_errors(repository bigint) returns text language sql stable as $$
      select string_agg(resource || ': ' || state || coalesce(' (' || reason || ')', ''), E'\n' order by resource)
        from repository_lists
       where repository_id = repository and state is not null
    $$;

    -- Commits that are the parent of a stored commit and are not stored.
    create table history_gaps (
      repository_id bigint not null,
      sha text not null,
      -- GitHub could not return the commit at this time.
      unavailable_at timestamptz,
      primary key (repository_id, sha)
    );
  `.execute(database);
}
