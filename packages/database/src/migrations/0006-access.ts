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

/** Who may use Hubtwin, what they did, and the tokens of single repositories. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- Keys are looked up by their hash; the key itself is returned once and never stored.
    create table api_keys (
      id bigint generated always as identity primary key,
      name text not null,
      key_hash bytea not null unique,
      prefix text not null,
      scopes text[] not null,
      repository_ids bigint[],
      created_by text,
      expires_at timestamptz,
      revoked_at timestamptz,
      last_used_at timestamptz,
      created_at timestamptz not null default now()
    );
    comment on column api_keys.prefix is 'first characters of the key, to distinguish keys';

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

    -- The answers to POSTs with an Idempotency-Key. The effect of a request is committed with it, for a repetition
    -- after a crash.
    create table idempotency_keys (
      api_key_id bigint not null,
      key text not null,
      fingerprint bytea not null,
      claim uuid not null,
      claimed_until timestamptz not null,
      attempts integer not null default 1,
      effect jsonb,
      answer text,
      created_at timestamptz not null default now(),
      primary key (api_key_id, key)
    );
    comment on column idempotency_keys.api_key_id is '0: the configured admin key';
    comment on column idempotency_keys.effect is 'ids of what it created; null: nothing was committed yet';
    comment on column idempotency_keys.answer is 'null while the request is running';
    create index on idempotency_keys (created_at);

    -- Users who installed the App, or may use its installation, and their roles on GitHub.
    create table user_installations (
      user_id bigint not null,
      installation_id bigint not null references installations (id) on delete cascade,
      login text not null,
      verified_at timestamptz not null,
      primary key (user_id, installation_id)
    );
    create index on user_installations (installation_id);
    create index on user_installations (lower(login));

    create table user_repositories (
      user_id bigint not null,
      installation_id bigint not null,
      repository_id bigint not null,
      role text not null check (role in ('read', 'triage', 'write', 'maintain', 'admin')),
      primary key (user_id, installation_id, repository_id),
      foreign key (user_id, installation_id) references user_installations on delete cascade
    );

    -- Signed states of browser flows are stored when they are used: each only once.
    create table consumed_states (
      id text primary key,
      expires_at timestamptz not null
    );
    create index on consumed_states (expires_at);

    create table repository_tokens (
      repository_id bigint primary key references repositories (id) on delete cascade,
      token bytea not null,
      fingerprint text not null,
      -- The day (UTC) of its last use, for the first use of each day in the audit log.
      used_on date,
      updated_at timestamptz not null default now()
    );
    comment on column repository_tokens.fingerprint is 'first 12 hex digits of its SHA-256';

    -- A repository with a token is accessible, with or without an installation.
    create function is_accessible(repository bigint) returns boolean language sql stable as $$
      select exists (
        select from installation_repositories as l
         where l.repository_id = repository and l.deleted_at is null
           and not exists (select from installations as i where i.id = l.installation_id and i.deleted_at is not null))
          or exists (select from repository_tokens as t where t.repository_id = repository)
    $$;
  `.execute(database);
  for (const columns of combinations) {
    const indexed = [...columns, 'recorded_at', 'id'].map((column) => sql.ref(column));
    await sql`create index on audit_log (${sql.join(indexed)})`.execute(database);
  }
}
