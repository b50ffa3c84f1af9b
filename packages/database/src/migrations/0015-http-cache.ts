import { type Kysely, sql } from 'kysely';

/** GitHub's answers with their validators, so that a 304 after a restart saves requests of the rate limit. */
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
