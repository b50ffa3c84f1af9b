import { type Kysely, sql } from 'kysely';

/** The progress of paged reads, so that another process can continue them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table sync_cursors (
      scope text primary key,
      value jsonb not null,
      updated_at timestamptz not null default now()
    )
  `.execute(database);
}
