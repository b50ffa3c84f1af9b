import { type Kysely, sql } from 'kysely';

/** Users who installed the App, or may use its installation, and their roles on GitHub. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
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
    create table spent_states (
      id text primary key,
      expires_at timestamptz not null
    );
    create index on spent_states (expires_at);
  `.execute(database);
}
