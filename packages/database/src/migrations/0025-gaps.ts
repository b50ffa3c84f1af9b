import { type Kysely, sql } from 'kysely';

/**
 * Commits that a stored commit names as its parent and that are not stored: where the stored history has gaps. And when
 * GitHub first tried to deliver what was recovered later.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table history_gaps (
      repository_id bigint not null,
      sha text not null,
      -- GitHub could not show the commit at this time.
      unavailable_at timestamptz,
      primary key (repository_id, sha)
    );

    create index workflow_runs_newest on workflow_runs (updated_at desc) where status = 'completed' and deleted_at is null;

    alter table webhook_deliveries add column missed_at timestamptz;

    alter table repository_lists
      -- When the list was last read as a whole.
      add column whole_at timestamptz,
      -- By how many objects GitHub counts more than the twin has, and since when.
      add column count_difference integer,
      add column difference_since timestamptz;
  `.execute(database);
}
