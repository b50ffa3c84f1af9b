import { type Kysely, sql } from 'kysely';

/** Claims of deliveries, and whether they wait for a fetch. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ table: string }>`
    select table_name as table from information_schema.columns
     where table_schema = current_schema() and column_name = 'gone_clock'
     order by table_name
  `.execute(database);
  for (const { table } of rows) {
    await sql`
      alter table ${sql.table(table)}
        add column deletion_found_at timestamptz,
        add column present_clock text collate "C",
        add column claim jsonb
    `.execute(database);
  }
  await sql`
    alter table webhook_deliveries
      add column webhook_config_id bigint,
      add column claims text[],
      add column unconfirmed boolean not null default false;
    comment on column webhook_deliveries.webhook_config_id is
      'the webhook config whose secret signed it; null: a secret of the deployment';
    comment on column webhook_deliveries.claims is
      'the objects, as table:key, for which it claims what only GitHub can confirm';
    comment on column webhook_deliveries.unconfirmed is
      'whether it changed what only GitHub could confirm, when no credential was configured';
    create index webhook_deliveries_by_body
      on webhook_deliveries (body_sha256, coalesce(webhook_config_id, 0), received_at);
  `.execute(database);
}
