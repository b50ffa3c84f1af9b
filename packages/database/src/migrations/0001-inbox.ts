import { type Kysely, sql } from 'kysely';

/** The inbox: small rows that are never deleted, and their bodies in daily partitions that retention drops. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_deliveries (
      guid uuid primary key,
      event text not null,
      action text,
      status text not null default 'received'
        check (status in ('received', 'processed', 'ignored', 'failed', 'parked')),
      attempts integer not null default 0,
      error text,
      hook_id bigint,
      webhook_config_id bigint,
      installation_id bigint,
      repository_id bigint,
      claims text[],
      unconfirmed boolean not null default false,
      batch uuid not null,
      body_bytes integer not null,
      body_sha256 bytea not null,
      received_at timestamptz not null,
      pending_since timestamptz generated always as
        (case when status in ('received', 'failed') then received_at end) stored,
      missed_at timestamptz,
      retry_at timestamptz,
      processed_at timestamptz
    ) with (fillfactor = 80);
    comment on column webhook_deliveries.webhook_config_id is
      'the webhook config whose secret signed it; null: a secret of the deployment';
    comment on column webhook_deliveries.claims is
      'the objects, as table:key, for which it claims what only GitHub can confirm';
    comment on column webhook_deliveries.unconfirmed is
      'whether it changed what only GitHub could confirm, when no credential was configured';
    comment on column webhook_deliveries.pending_since is
      'when it was received, unless it is applied, ignored or parked';

    create index webhook_deliveries_by_time on webhook_deliveries (received_at, guid);
    create index webhook_deliveries_by_event on webhook_deliveries (event, received_at, guid);
    create index webhook_deliveries_by_action on webhook_deliveries (action, received_at, guid)
      where action is not null;
    create index webhook_deliveries_by_repository on webhook_deliveries (repository_id, received_at, guid)
      where repository_id is not null;
    create index webhook_deliveries_by_body
      on webhook_deliveries (body_sha256, coalesce(webhook_config_id, 0), received_at);
    -- A column of its own, which the planner cannot confuse with the whole inbox: with statistics from before or after
    -- a backlog, it used the index by time and read every delivery ever received.
    create index webhook_deliveries_pending on webhook_deliveries (pending_since, guid)
      where pending_since is not null;
    create index webhook_deliveries_unsuccessful on webhook_deliveries (status, received_at, guid)
      where status in ('failed', 'parked');

    -- The attempts in progress, by worker processes. A table of their own: an update of the delivery itself would write
    -- all of its indexes.
    create table webhook_attempts (
      guid uuid primary key,
      batch uuid not null,
      attempts integer not null,
      claimed_at timestamptz not null
    ) with (fillfactor = 70);

    create table webhook_bodies (
      guid uuid not null,
      received_at timestamptz not null,
      headers jsonb not null,
      body bytea not null,
      primary key (guid, received_at)
    ) partition by range (received_at);
    -- The default partition for other days, so that a missed maintenance run never makes an insert fail.
    create table webhook_bodies_default partition of webhook_bodies default;

    -- Deliveries that GitHub lists and the inbox did not have at that time. A row is deleted when its delivery arrives.
    create table missed_deliveries (
      guid uuid primary key,
      source text not null,
      -- GitHub's ids of deliveries have 19 digits, and may have more.
      delivery_id numeric not null,
      delivered_at timestamptz not null,
      attempts integer not null default 0,
      redelivered_at timestamptz,
      given_up_at timestamptz
    );
    create index missed_deliveries_due on missed_deliveries (source, delivered_at, guid)
      where given_up_at is null;

    -- Hooks, also those that Hubtwin registers on GitHub. A null or empty filter accepts all deliveries.
    create table webhook_configs (
      id bigint generated always as identity primary key,
      hook_id bigint unique,
      target text not null,
      owner_id bigint,
      repository_id bigint,
      events text[],
      actions text[],
      repositories text[],
      active boolean not null default true,
      url text,
      secret bytea not null,
      other_secret bytea,
      other_secret_until timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    comment on column webhook_configs.hook_id is 'null until GitHub has created it';
    comment on column webhook_configs.repository_id is 'null for an organisation';
    comment on column webhook_configs.actions is 'for example opened, or issues.opened';
    comment on column webhook_configs.repositories is 'owner/name or owner/*, case-insensitive';
    comment on column webhook_configs.other_secret is 'also valid: the previous secret, or the one that is being set';
    comment on column webhook_configs.other_secret_until is 'null: until it is known which one GitHub has';
    create index on webhook_configs (repository_id);
    create unique index webhook_configs_pending on webhook_configs (lower(target)) where hook_id is null;
  `.execute(database);
}
