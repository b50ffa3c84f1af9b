import { type Kysely, sql } from 'kysely';
import { checkViews } from './check-views.ts';
import { mirroredTable } from './mirrored-table.ts';

/** The indexes of the lists of a repository, for an order and each filter. */
const listed = (order: string, ...filters: string[]) => [
  ...['', ...filters.map((column) => `${column}, `)].map(
    (filter) => `(repository_id, ${filter}${order}, id)`,
  ),
  '(repository_id, id)',
];

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Checks and statuses of commits, and deployments. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = [
    mirroredTable('check_suites', {
      key: 'id',
      columns: `id bigint not null, repository_id bigint not null, head_sha text, head_branch text, app_slug text,
        status text, conclusion text, created_at timestamptz, updated_at timestamptz`,
      indexes: [
        ...listed('created_at', 'status', 'conclusion', 'app_slug'),
        '(repository_id, head_sha, created_at, id)',
      ],
    }),
    mirroredTable('check_runs', {
      key: 'id',
      columns: `id bigint not null, repository_id bigint not null, check_suite_id bigint, name text, head_sha text,
        app_slug text, status text, conclusion text, title text, summary text, external_id text, started_at timestamptz,
        completed_at timestamptz`,
      indexes: [
        ...listed('started_at', 'status', 'conclusion', 'app_slug', 'name'),
        '(repository_id, head_sha, started_at, id)',
      ],
    }),
    mirroredTable('commit_statuses', {
      key: 'id',
      columns: `id bigint not null, repository_id bigint not null, sha text, context text, state text, description text,
        target_url text, creator_id bigint, creator_login text, created_at timestamptz, updated_at timestamptz`,
      indexes: [...listed('created_at', 'state', 'context'), '(repository_id, sha, created_at, id)'],
      lookups: ['(creator_id)'],
    }),
    mirroredTable('deployments', {
      key: 'id',
      columns: `id bigint not null, repository_id bigint not null, sha text, ref text, task text, environment text,
        description text, production_environment boolean, transient_environment boolean, creator_id bigint,
        creator_login text, created_at timestamptz, updated_at timestamptz`,
      indexes: listed('created_at', 'environment', 'ref', 'sha'),
      lookups: ['(creator_id)'],
    }),
    mirroredTable('deployment_statuses', {
      key: 'id',
      columns: `id bigint not null, repository_id bigint not null, deployment_id bigint, state text, environment text,
        description text, environment_url text, log_url text, creator_id bigint, creator_login text,
        created_at timestamptz, updated_at timestamptz`,
      indexes: [
        ...listed('created_at', 'state', 'environment'),
        '(repository_id, deployment_id, created_at, id)',
      ],
      lookups: ['(creator_id)'],
    }),
  ];
  // The heads of open pull requests, and whether a commit is one.
  statements.push('create index on pull_requests (repository_id, head_sha) where deleted_at is null');
  for (const [name, { comment, columns, from }] of Object.entries(checkViews)) {
    const selected = Object.entries(columns).map(([column, [expression]]) => `${expression} as ${column}`);
    statements.push(`create view hubtwin.${name} as select ${selected.join(', ')} from ${from}`);
    statements.push(`comment on view hubtwin.${name} is ${quoted(comment)}`);
    for (const [column, [, text]] of Object.entries(columns))
      if (text !== null) statements.push(`comment on column hubtwin.${name}.${column} is ${quoted(text)}`);
  }
  await sql.raw(statements.join(';\n')).execute(database);
}
