import { type Kysely, sql } from 'kysely';

/** Tokens for single repositories. A repository with a token is accessible, with or without an installation. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table repository_tokens (
      repository_id bigint primary key references repositories (id) on delete cascade,
      token bytea not null,
      fingerprint text not null,
      updated_at timestamptz not null default now()
    );
    comment on column repository_tokens.fingerprint is 'first 12 hex digits of its SHA-256';

    create or replace function is_linked(repository bigint) returns boolean language sql stable as $$
      select exists (
        select from installation_repositories as l
         where l.repository_id = repository and l.deleted_at is null
           and not exists (select from installations as i where i.id = l.installation_id and i.deleted_at is not null))
          or exists (select from repository_tokens as t where t.repository_id = repository)
    $$;
  `.execute(database);
}
