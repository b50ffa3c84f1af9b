import { type Kysely, sql } from 'kysely';

/** What of a hook's deliveries is applied; null or empty: all. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table webhook_configs
      alter column events drop not null,
      alter column events drop default,
      add column actions text[],
      add column repositories text[];
    comment on column webhook_configs.actions is 'such as opened, or issues.opened';
    comment on column webhook_configs.repositories is 'owner/name or owner/*, in any case';
  `.execute(database);
}
