import { type Kysely, sql } from 'kysely';

/** The metadata columns of every mirrored row; `docs/architecture.md` explains them. */
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

/** `indexes` are for lists, which exclude deleted rows; `lookups` include them. */
const tables: Record<string, { columns: string; key: string; indexes: string[]; lookups?: string[] }> = {
  installations: {
    key: 'id',
    columns: `id bigint not null, account_id bigint, account_login text, account_type text, app_id bigint,
      app_slug text, repository_selection text, permissions jsonb, events text[], suspended_at timestamptz,
      created_at timestamptz, updated_at timestamptz`,
    indexes: [],
  },
  installation_repositories: {
    key: 'installation_id, repository_id',
    columns: 'installation_id bigint not null, repository_id bigint not null, full_name text',
    indexes: ['(repository_id)'],
  },
  repositories: {
    key: 'id',
    columns: `id bigint not null, node_id text, owner_id bigint, owner_login text, name text, full_name text,
      private boolean, visibility text, description text, homepage text, language text, license text,
      default_branch text, topics text[], fork boolean, archived boolean, disabled boolean,
      is_template boolean, size integer, stargazers_count integer, forks_count integer,
      open_issues_count integer, html_url text, created_at timestamptz, updated_at timestamptz,
      pushed_at timestamptz,
      auto_sync_enabled boolean not null default true, webhook_configured boolean not null default false,
      last_synced_at timestamptz, last_sync_error text`,
    indexes: ['(lower(full_name), id)'],
  },
  repository_names: {
    key: 'full_name, repository_id',
    columns: 'full_name text not null, repository_id bigint not null',
    indexes: [],
  },
  branches: {
    key: 'repository_id, name',
    columns: 'repository_id bigint not null, name text not null, sha text, protected boolean',
    indexes: [],
  },
  commits: {
    key: 'repository_id, sha',
    columns: `repository_id bigint not null, sha text not null, message text, author_name text,
      author_email text, author_login text, authored_at timestamptz, committer_name text,
      committer_email text, committer_login text, committed_at timestamptz, parents text[],
      verified boolean, additions integer, deletions integer, files_changed integer, html_url text`,
    indexes: [
      '(repository_id, committed_at, sha)',
      '(repository_id, lower(author_login), committed_at, sha)',
    ],
  },
  labels: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, name text, color text, description text,
      is_default boolean`,
    indexes: ['(repository_id, name, id)'],
  },
  issues: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, number integer, title text, body text,
      state text, state_reason text, locked boolean, comments integer, author_id bigint, author_login text,
      assignees text[], labels text[], milestone_number integer, html_url text, created_at timestamptz,
      updated_at timestamptz, closed_at timestamptz`,
    lookups: ['(repository_id, number)'],
    indexes: [
      '(repository_id, updated_at, id)',
      '(repository_id, state, updated_at, id)',
      '(repository_id, lower(author_login), updated_at, id)',
      '(updated_at, id)',
      '(state, updated_at, id)',
      '(lower(author_login), updated_at, id)',
    ],
  },
  pull_requests: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, number integer, title text, body text,
      state text, draft boolean, locked boolean, merged boolean, author_id bigint, author_login text,
      assignees text[], requested_reviewers text[], labels text[], milestone_number integer, head_ref text,
      head_sha text, base_ref text, base_sha text, merge_commit_sha text, commits integer,
      additions integer, deletions integer, changed_files integer, comments integer,
      review_comments integer, html_url text, created_at timestamptz, updated_at timestamptz,
      closed_at timestamptz, merged_at timestamptz`,
    lookups: ['(repository_id, number)'],
    indexes: [
      '(repository_id, updated_at, id)',
      '(repository_id, state, updated_at, id)',
      '(repository_id, lower(author_login), updated_at, id)',
      '(updated_at, id)',
      '(state, updated_at, id)',
      '(lower(author_login), updated_at, id)',
    ],
  },
  releases: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, tag_name text, name text, body text,
      draft boolean, prerelease boolean, target_commitish text, author_login text, html_url text,
      created_at timestamptz, published_at timestamptz`,
    indexes: ['(repository_id, created_at, id)'],
  },
  workflow_runs: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, workflow_id bigint, name text,
      display_title text, run_number integer, run_attempt integer, event text, status text,
      conclusion text, head_branch text, head_sha text, actor_login text, html_url text,
      created_at timestamptz, run_started_at timestamptz, updated_at timestamptz`,
    indexes: [
      '(repository_id, id)',
      '(repository_id, status, id)',
      '(repository_id, conclusion, id)',
      '(repository_id, head_branch, id)',
      '(status, id)',
      '(conclusion, id)',
      '(head_branch, id)',
    ],
  },
  workflow_jobs: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, run_id bigint, run_attempt integer,
      name text, workflow_name text, status text, conclusion text, head_branch text, head_sha text,
      runner_id bigint, runner_name text, runner_group_name text, labels text[], html_url text,
      created_at timestamptz, started_at timestamptz, completed_at timestamptz`,
    indexes: ['(run_id, id)'],
  },
};

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const [table, { columns, key, indexes, lookups = [] }] of Object.entries(tables)) {
    const statements = [
      `create table ${table} (${columns}, ${observed}, primary key (${key})) with (fillfactor = 90)`,
      ...indexes.map((columns) => `create index on ${table} ${columns} where deleted_at is null`),
      ...lookups.map((columns) => `create index on ${table} ${columns}`),
      // Objects to fetch from GitHub, because deliveries alone are not reliable.
      `create index ${table}_doubtful on ${table} (synced_at) where doubts is not null`,
    ];
    await sql.raw(statements.join(';\n')).execute(database);
  }
  // Objects that a sync requests again, because the event of their end may have been lost.
  await sql`
    create index workflow_runs_unfinished on workflow_runs (repository_id) where status <> 'completed' and deleted_at is null;
    create index workflow_jobs_unfinished on workflow_jobs (repository_id) where status <> 'completed' and deleted_at is null
  `.execute(database);
  // The planner has no statistics of expressions from partial indexes: it would sort all rows of a frequent author.
  await sql`
    create statistics commits_authors on (lower(author_login)) from commits;
    create statistics issues_authors on (lower(author_login)) from issues;
    create statistics pull_requests_authors on (lower(author_login)) from pull_requests;
  `.execute(database);
}
