import { type Kysely, sql } from 'kysely';

/** GitHub's answers that it may confirm by a 304, so that whoever starts anew need not pay for them again. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table http_cache (
      key text primary key,
      etag text not null,
      headers jsonb not null,
      body text not null,
      used_at timestamptz not null default now()
    );
    create index on http_cache (used_at);
  `.execute(database);
}
