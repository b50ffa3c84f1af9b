import { type Kysely, sql } from 'kysely';

/** As in migration 0003. */
const observed = `
  raw jsonb not null,
  version text collate "C" not null,
  older_keys jsonb,
  whole_clock text collate "C",
  gone_clock text collate "C",
  doubts jsonb,
  source text not null,
  fetched_at timestamptz,
  synced_at timestamptz not null,
  deleted_at timestamptz`;

const tables: Record<string, { columns: string; key: string; indexes: string[] }> = {
  branch_protection_rules: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, name text, settings jsonb,
      created_at timestamptz, updated_at timestamptz`,
    indexes: ['(repository_id, name, id)'],
  },
  milestones: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, number integer, title text, description text,
      state text, creator_login text, open_issues integer, closed_issues integer, html_url text,
      due_on timestamptz, created_at timestamptz, updated_at timestamptz, closed_at timestamptz`,
    indexes: ['(repository_id, number, id)', '(repository_id, state, number, id)'],
  },
  workflows: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, name text, path text, state text,
      html_url text, badge_url text, created_at timestamptz, updated_at timestamptz`,
    indexes: ['(repository_id, id)'],
  },
  // GitHub numbers runners separately for each repository and organisation: a scope is 'repos/7' or 'orgs/1'.
  runners: {
    key: 'scope, id',
    columns: `scope text not null, id bigint not null, repository_id bigint, organization_id bigint,
      organization_login text, name text, os text, status text, busy boolean, labels text[],
      runner_group_id bigint, runner_group_name text`,
    indexes: [
      '(repository_id, id, scope)',
      '(repository_id, status, id, scope)',
      '(id, scope)',
      '(status, id, scope)',
    ],
  },
  contributors: {
    key: 'repository_id, contributor',
    columns: `repository_id bigint not null, contributor text not null, account_id bigint, login text, name text,
      email text, type text, avatar_url text, html_url text, contributions integer`,
    indexes: ['(repository_id, contributions, contributor)'],
  },
  accounts: {
    key: 'id',
    columns: `id bigint not null, node_id text, login text, name text, type text, site_admin boolean,
      avatar_url text, html_url text`,
    indexes: ['(lower(login), id)'],
  },
};

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const [table, { columns, key, indexes }] of Object.entries(tables)) {
    const statements = [
      `create table ${table} (${columns}, ${observed}, primary key (${key})) with (fillfactor = 90)`,
      ...indexes.map((columns) => `create index on ${table} ${columns} where deleted_at is null`),
      `create index ${table}_doubtful on ${table} (synced_at) where doubts is not null`,
    ];
    await sql.raw(statements.join(';\n')).execute(database);
  }
  await sql`alter table commits add column verification_reason text`.execute(database);
}
