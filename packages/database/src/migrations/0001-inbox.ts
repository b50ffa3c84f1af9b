import { type Kysely, sql } from 'kysely';

/** The inbox: small rows that are never deleted, and their bodies in daily partitions that retention drops. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_deliveries (
      guid uuid primary key,
      event text not null,
      action text,
      status text not null default 'received'
        check (status in ('received', 'processing', 'processed', 'ignored', 'failed', 'parked')),
      attempts integer not null default 0,
      error text,
      hook_id bigint,
      installation_id bigint,
      repository_id bigint,
      batch uuid not null,
      body_bytes integer not null,
      body_sha256 bytea not null,
      received_at timestamptz not null,
      claimed_at timestamptz,
      retry_at timestamptz,
      processed_at timestamptz
    ) with (fillfactor = 80);

    create index webhook_deliveries_by_time on webhook_deliveries (received_at, guid);
    create index webhook_deliveries_by_event on webhook_deliveries (event, received_at, guid);
    create index webhook_deliveries_by_action on webhook_deliveries (action, received_at, guid)
      where action is not null;
    create index webhook_deliveries_by_repository on webhook_deliveries (repository_id, received_at, guid)
      where repository_id is not null;
    create index webhook_deliveries_unfinished on webhook_deliveries (status, received_at, guid)
      where status in ('received', 'processing', 'failed', 'parked');

    create table webhook_bodies (
      guid uuid not null,
      received_at timestamptz not null,
      headers jsonb not null,
      body bytea not null,
      primary key (guid, received_at)
    ) partition by range (received_at);
    -- The default partition for other days, so that a missed maintenance run never makes an insert fail.
    create table webhook_bodies_default partition of webhook_bodies default;

    create table webhook_configs (
      id bigint generated always as identity primary key,
      hook_id bigint unique,
      target text not null,
      events text[] not null default '{}',
      active boolean not null default true,
      secret bytea not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
  `.execute(database);
}
