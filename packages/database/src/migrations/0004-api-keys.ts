import { type Kysely, sql } from 'kysely';

/** Keys are looked up by their hash; the key itself is returned once and never stored. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table api_keys (
      id bigint generated always as identity primary key,
      name text not null,
      key_hash bytea not null unique,
      scopes text[] not null,
      repository_ids bigint[],
      expires_at timestamptz,
      revoked_at timestamptz,
      last_used_at timestamptz,
      created_at timestamptz not null default now()
    )
  `.execute(database);
}
