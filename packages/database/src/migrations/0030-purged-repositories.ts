import { type Kysely, sql } from 'kysely';

/** What a delivery adds to a repository while that is purged is found by the repository's id, and purged too. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table purged_repositories (id bigint primary key, purged_at timestamptz not null default now())
  `.execute(database);
}
