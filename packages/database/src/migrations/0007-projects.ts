import { type Kysely, sql } from 'kysely';

/**
 * Projects: the watched files of a repository, their state at a commit, the effect of each commit on them, and their
 * contents. Null in `branch`, `plan_path` and `manifests` is the default. `is_due` requests that all files are read
 * again; `revision` counts the writes, so that a reader can detect concurrent changes.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table projects (
      id bigint generated always as identity primary key,
      repository_id bigint not null,
      name text not null,
      branch text,
      plan_path text,
      manifests text[],
      checked_sha text,
      is_due boolean not null default true,
      revision bigint not null default 0,
      files jsonb not null default '[]',
      error text,
      is_inaccessible boolean not null default false,
      attempted_at timestamptz,
      processed_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index on projects (repository_id, id);
    create unique index projects_name on projects (repository_id, lower(name));
    create table project_updates (
      id bigint generated always as identity primary key,
      project_id bigint not null references projects (id) on delete cascade,
      commit_sha text not null,
      previous_sha text,
      files jsonb not null,
      changes jsonb,
      created_at timestamptz not null default now()
    );
    create index on project_updates (project_id, id);
    create table progress_snapshots (
      id bigint generated always as identity primary key,
      project_id bigint not null references projects (id) on delete cascade,
      commit_sha text not null,
      plan_path text,
      tasks_done integer not null,
      tasks_total integer not null,
      sections jsonb not null,
      dependencies jsonb not null,
      errors jsonb not null,
      created_at timestamptz not null default now()
    );
    create index on progress_snapshots (project_id, id);
  `.execute(database);
}
