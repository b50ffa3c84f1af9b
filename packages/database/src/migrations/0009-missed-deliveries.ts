import { type Kysely, sql } from 'kysely';

/** Deliveries that GitHub lists and the inbox did not have at that time. A row is deleted when its delivery arrives. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table missed_deliveries (
      guid uuid primary key,
      source text not null,
      delivery_id bigint not null,
      delivered_at timestamptz not null,
      attempts integer not null default 0,
      redelivered_at timestamptz,
      given_up_at timestamptz
    );
    create index missed_deliveries_due on missed_deliveries (source, delivered_at, guid)
      where given_up_at is null;
  `.execute(database);
}
