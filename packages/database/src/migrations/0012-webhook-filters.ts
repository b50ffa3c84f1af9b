import { type Kysely, sql } from 'kysely';

/** Which deliveries of a hook are applied; null or empty: all. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table webhook_configs
      alter column events drop not null,
      alter column events drop default,
      add column actions text[],
      add column repositories text[];
    comment on column webhook_configs.actions is 'for example opened, or issues.opened';
    comment on column webhook_configs.repositories is 'owner/name or owner/*, case-insensitive';
  `.execute(database);
}
