import { type Kysely, sql } from 'kysely';

/** How far something has got that reads GitHub's lists; what a value holds is its scope's own affair. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table sync_cursors (
      scope text primary key,
      value jsonb not null,
      updated_at timestamptz not null default now()
    )
  `.execute(database);
}
