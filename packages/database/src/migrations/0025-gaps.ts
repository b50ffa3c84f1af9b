import { type Kysely, sql } from 'kysely';

/**
 * Gaps in stored histories: commits that are the parent of a stored commit and are not stored. And when GitHub first
 * tried to deliver a recovered delivery.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table history_gaps (
      repository_id bigint not null,
      sha text not null,
      -- GitHub could not return the commit at this time.
      unavailable_at timestamptz,
      primary key (repository_id, sha)
    );

    create index workflow_runs_newest on workflow_runs (updated_at desc) where status = 'completed' and deleted_at is null;

    alter table webhook_deliveries add column missed_at timestamptz;

    alter table repository_lists
      -- When the whole list was last read.
      add column whole_at timestamptz,
      -- How many more objects GitHub counts than the twin has, and since when.
      add column count_difference integer,
      add column difference_since timestamptz;
  `.execute(database);
}
