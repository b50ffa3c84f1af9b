import { type Kysely, sql } from 'kysely';

/** Tables whose indexes by repository exclude deleted rows. */
const parts = [
  'branch_protection_rules',
  'labels',
  'milestones',
  'releases',
  'runners',
  'workflow_runs',
  'workflows',
];

/** Repositories that no configured credential can access any more. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table repositories add column unseen_since timestamptz;
    comment on column repositories.unseen_since is 'since when no installation and no token can access it';
    create index repositories_unseen on repositories (unseen_since) where unseen_since is not null;
    create index on repositories (owner_id);
    create index on contributors (account_id) where deleted_at is null;
    create index on repository_names (repository_id);
    create index on workflow_jobs (repository_id);
    create index installation_repositories_gone on installation_repositories (repository_id)
      where deleted_at is not null;

    -- Accounts that the purge of a repository may have left without references.
    create table purged_accounts (id bigint primary key);

    create function is_linked(repository bigint) returns boolean language sql stable as $$
      select exists (
        select from installation_repositories as l
         where l.repository_id = repository and l.deleted_at is null
           and not exists (select from installations as i where i.id = l.installation_id and i.deleted_at is not null))
    $$;
  `.execute(database);
  for (const table of parts) {
    const index = sql.id(`${table}_gone`);
    await sql`create index ${index} on ${sql.table(table)} (repository_id) where deleted_at is not null`.execute(
      database,
    );
  }
}
