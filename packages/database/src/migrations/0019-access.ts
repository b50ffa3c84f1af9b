import { type Kysely, sql } from 'kysely';

/** Each combination of filters of the audit log's list. */
const combinations = [
  [],
  ['actor'],
  ['action'],
  ['resource'],
  ['actor', 'action'],
  ['actor', 'resource'],
  ['action', 'resource'],
  ['actor', 'action', 'resource'],
];

/** API keys, the audit log, and the answers to POSTs with an `Idempotency-Key`. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table api_keys add column prefix text not null default '', add column created_by text;
    comment on column api_keys.prefix is 'first characters of the key, to distinguish keys';
    alter table api_keys alter column prefix drop default;

    create table audit_log (
      id bigint generated always as identity primary key,
      recorded_at timestamptz not null default now(),
      actor text not null,
      actor_name text,
      action text not null,
      resource text not null,
      outcome text not null,
      status integer,
      count integer not null default 1,
      request_id text,
      address text,
      details jsonb
    );
    comment on column audit_log.count is 'number of actions that the row stands for';

    create table idempotency_keys (
      api_key_id bigint not null,
      key text not null,
      fingerprint bytea not null,
      claim uuid not null,
      claimed_until timestamptz not null,
      answer text,
      created_at timestamptz not null default now(),
      primary key (api_key_id, key)
    );
    comment on column idempotency_keys.api_key_id is '0: the configured admin key';
    comment on column idempotency_keys.answer is 'null while the request is running';
    create index on idempotency_keys (created_at);
  `.execute(database);
  for (const columns of combinations) {
    const indexed = [...columns, 'recorded_at', 'id'].map((column) => sql.ref(column));
    await sql`create index on audit_log (${sql.join(indexed)})`.execute(database);
  }
}
