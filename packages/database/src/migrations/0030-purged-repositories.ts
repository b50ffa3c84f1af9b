import { type Kysely, sql } from 'kysely';

/** Recently purged repositories, to purge also what concurrent transactions add to them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table purged_repositories (id bigint primary key, purged_at timestamptz not null default now())
  `.execute(database);
}
