import { type Kysely, sql } from 'kysely';

/** Hooks that Hubtwin registers on GitHub. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table webhook_configs
      add column repository_id bigint,
      add column url text,
      add column other_secret bytea,
      add column other_secret_until timestamptz;
    comment on column webhook_configs.hook_id is 'null until GitHub has created it';
    comment on column webhook_configs.repository_id is 'null for an organisation';
    comment on column webhook_configs.other_secret is 'also valid: the previous secret, or the one that is being set';
    comment on column webhook_configs.other_secret_until is 'null: until it is known which one GitHub has';
    create index on webhook_configs (repository_id);
    create unique index webhook_configs_pending on webhook_configs (lower(target)) where hook_id is null;
  `.execute(database);
}
