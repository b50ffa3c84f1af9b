import { type Kysely, sql } from 'kysely';

/** How far something that is read in pages has come, so that whoever takes it over goes on there. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table sync_cursors (
      scope text primary key,
      value jsonb not null,
      updated_at timestamptz not null default now()
    )
  `.execute(database);
}
