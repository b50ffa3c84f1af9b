import { type Kysely, sql } from 'kysely';

/**
 * The state of each list of a repository: up to when it was read completely, and why GitHub does not return it.
 * `repositories` stands for the repository as a whole. A repository that is restored after its deletion counts as
 * never synced, because changes in between were missed.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table repository_lists (
      repository_id bigint not null,
      resource text not null,
      read_until timestamptz,
      state text check (state in ('disabled', 'blocked', 'refused', 'failed', 'incomplete')),
      reason text,
      since timestamptz,
      checked_at timestamptz,
      primary key (repository_id, resource),
      check ((state is null) = (since is null) and (state is null) = (checked_at is null))
    );
    create index repository_lists_restricted on repository_lists (repository_id, resource) where state is not null;

    create function list_errors(repository bigint) returns text language sql stable as $$
      select string_agg(resource || ': ' || state || coalesce(' (' || reason || ')', ''), E'\n' order by resource)
        from repository_lists
       where repository_id = repository and state is not null
    $$;

    alter table repositories add column confirmed_name text, add column confirmed_at timestamptz;
    comment on column repositories.confirmed_name is 'the name that GitHub last returned for the id';

    create function mark_restored() returns trigger language plpgsql as $$
      begin
        new.last_synced_at := null;
        return new;
      end
    $$;
    create trigger repositories_restored before update of deleted_at on repositories
      for each row when (old.deleted_at is not null and new.deleted_at is null) execute function mark_restored();

    alter table sync_job_repositories drop constraint sync_job_repositories_work_check;
    alter table sync_job_repositories
      add constraint sync_job_repositories_work_check check (work in ('import', 'probe', 'sync', 'full'));
  `.execute(database);
}
