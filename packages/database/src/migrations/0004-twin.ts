// Over 300 lines, because it is one list: the mirrored tables with their indexes, one after the other.
import { type Kysely, sql } from 'kysely';
import { type MirroredTable, mirroredTable } from './mirrored-table.ts';

/** Longest text that is searched, in characters: the rest of a longer one costs more than it contributes. */
const maxText = 20_000;
const maxTitle = 1_000;
const titleOf = (title: string) => `left(coalesce(${title}, ''), ${maxTitle})`;
const textOf = (text: string) => `left(coalesce(${text}, ''), ${maxText})`;

/** The generated columns of the full-text search: the title, which ranks first, and the title with the text. */
const searchColumns = (title: string, text: string) => `
  search_title tsvector not null generated always as (search_vector(${titleOf(title)})) stored,
  search tsvector not null
    generated always as (search_vector(${titleOf(title)} || E'\\n' || ${textOf(text)})) stored`;

/** The first line of a message is its title. */
const firstLine = `split_part(coalesce(message, ''), E'\\n', 1)`;

/** The arguments of `search_tags` for each table that is searched. */
const searched: Record<string, string> = {
  issues: 'updated_at, repository_id, state, author_login, assignees, labels',
  pull_requests: 'updated_at, repository_id, state, author_login, assignees, labels',
  commits: 'committed_at, repository_id, null, author_login, null, null',
};

/** Indexes of issues and of pull requests, for each order and filter of their lists. */
const conversationIndexes = [
  ...['', 'state, ', 'lower(author_login), '].flatMap((filter) => [
    `(repository_id, ${filter}updated_at, id)`,
    `(${filter}updated_at, id)`,
  ]),
  '(repository_id, created_at, id)',
  '(created_at, id)',
  '(repository_id, id)',
  '(repository_id, comments, id)',
  '(comments, id)',
  '(repository_id, milestone_number, updated_at, id)',
  'using gin (lower_all(labels))',
  'using gin (lower_all(assignees))',
];

const tables: Record<string, MirroredTable> = {
  installations: {
    key: 'id',
    columns: `id bigint not null, account_id bigint, account_login text, account_type text, app_id bigint,
      app_slug text, repository_selection text, permissions jsonb, events text[], suspended_at timestamptz,
      created_at timestamptz, updated_at timestamptz`,
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
      last_synced_at timestamptz, last_sync_error text, sync_interval_minutes integer, probed_at timestamptz,
      inaccessible_since timestamptz, confirmed_name text, confirmed_at timestamptz, untracked_at timestamptz,
      purged_at timestamptz`,
    indexes: [
      '(lower(full_name), id)',
      ...['lower(owner_login)', 'lower(language)', 'visibility', 'archived', 'fork'].map(
        (filter) => `(${filter}, lower(full_name), id)`,
      ),
      'using gin (lower_all(topics))',
      '(created_at, id)',
      '(updated_at, id)',
      '(pushed_at, id)',
    ],
    lookups: ['(owner_id)'],
  },
  repository_names: {
    key: 'full_name, repository_id',
    columns: 'full_name text not null, repository_id bigint not null',
    lookups: ['(repository_id)'],
  },
  branches: {
    key: 'repository_id, name',
    columns: 'repository_id bigint not null, name text not null, sha text, protected boolean',
  },
  branch_protection_rules: {
    // A forged rule with the id of another repository's rule must not block it, because no fetch could decide.
    key: 'repository_id, id',
    columns: `id bigint not null, repository_id bigint not null, name text, settings jsonb,
      created_at timestamptz, updated_at timestamptz`,
    indexes: ['(repository_id, name, id)'],
  },
  commits: {
    key: 'repository_id, sha',
    columns: `repository_id bigint not null, sha text not null, message text, author_name text,
      author_email text, author_login text, authored_at timestamptz, committer_name text,
      committer_email text, committer_login text, committed_at timestamptz, parents text[], pushed_after text,
      verified boolean, verification_reason text, additions integer, deletions integer, files_changed integer,
      html_url text, ${searchColumns(firstLine, `substr(message, length(${firstLine}) + 1)`)}`,
    indexes: [
      '(repository_id, committed_at, sha)',
      '(repository_id, lower(author_login), committed_at, sha)',
      '(committed_at, sha)',
    ],
  },
  labels: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, name text, color text, description text,
      is_default boolean`,
    indexes: ['(repository_id, name, id)'],
  },
  milestones: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, number integer, title text, description text,
      state text, creator_login text, open_issues integer, closed_issues integer, html_url text,
      due_on timestamptz, created_at timestamptz, updated_at timestamptz, closed_at timestamptz`,
    indexes: [
      '(repository_id, number, id)',
      '(repository_id, state, number, id)',
      '(repository_id, due_on, id)',
    ],
  },
  issues: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, number integer, title text, body text,
      state text, state_reason text, locked boolean, comments integer, author_id bigint, author_login text,
      assignees text[], labels text[], milestone_number integer, html_url text, created_at timestamptz,
      updated_at timestamptz, closed_at timestamptz, ${searchColumns('title', 'body')}`,
    lookups: ['(repository_id, number)'],
    indexes: conversationIndexes,
  },
  pull_requests: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, number integer, title text, body text,
      state text, draft boolean, locked boolean, merged boolean, author_id bigint, author_login text,
      assignees text[], requested_reviewers text[], labels text[], milestone_number integer, head_ref text,
      head_sha text, base_ref text, base_sha text, merge_commit_sha text, commits integer,
      additions integer, deletions integer, changed_files integer, comments integer,
      review_comments integer, html_url text, created_at timestamptz, updated_at timestamptz,
      closed_at timestamptz, merged_at timestamptz, ${searchColumns('title', 'body')}`,
    lookups: ['(repository_id, number)'],
    indexes: [
      ...conversationIndexes,
      'using gin (lower_all(requested_reviewers))',
      '(repository_id, head_ref, updated_at, id)',
      '(repository_id, base_ref, updated_at, id)',
      '(head_ref, updated_at, id)',
      '(base_ref, updated_at, id)',
    ],
  },
  releases: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, tag_name text, name text, body text,
      draft boolean, prerelease boolean, target_commitish text, author_login text, html_url text,
      created_at timestamptz, published_at timestamptz`,
    indexes: ['(repository_id, created_at, id)'],
  },
  workflows: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, name text, path text, state text,
      html_url text, badge_url text, created_at timestamptz, updated_at timestamptz`,
    indexes: ['(repository_id, id)'],
  },
  workflow_runs: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, workflow_id bigint, name text,
      display_title text, run_number integer, run_attempt integer, event text, status text,
      conclusion text, head_branch text, head_sha text, actor_login text, html_url text,
      created_at timestamptz, run_started_at timestamptz, updated_at timestamptz, jobs_fetched_at timestamptz`,
    indexes: [
      '(repository_id, id)',
      ...[
        '',
        'status, ',
        'conclusion, ',
        'head_branch, ',
        'event, ',
        'lower(actor_login), ',
        'head_sha, ',
      ].flatMap((filter) => [`(repository_id, ${filter}created_at, id)`, `(${filter}created_at, id)`]),
      '(repository_id, workflow_id, created_at, id)',
    ],
  },
  workflow_jobs: {
    key: 'id',
    columns: `id bigint not null, repository_id bigint not null, run_id bigint, run_attempt integer,
      name text, workflow_name text, status text, conclusion text, head_branch text, head_sha text,
      runner_id bigint, runner_name text, runner_group_name text, labels text[], html_url text,
      created_at timestamptz, started_at timestamptz, completed_at timestamptz`,
    indexes: ['(run_id, id)'],
    lookups: ['(repository_id)'],
  },
  // GitHub numbers runners separately for each repository and organisation: a scope is 'repos/7' or 'orgs/1'.
  runners: {
    key: 'scope, id',
    columns: `scope text not null, id bigint not null, repository_id bigint, organization_id bigint,
      organization_login text, name text, os text, status text, busy boolean, labels text[],
      runner_group_id bigint, runner_group_name text`,
    indexes: [
      ...['', 'status, ', 'busy, '].flatMap((filter) => [
        `(repository_id, ${filter}id, scope)`,
        `(${filter}id, scope)`,
      ]),
      '(name, id, scope)',
      'using gin (lower_all(labels))',
    ],
    lookups: ['(organization_id)'],
  },
  contributors: {
    key: 'repository_id, contributor',
    columns: `repository_id bigint not null, contributor text not null, account_id bigint, login text, name text,
      email text, type text, avatar_url text, html_url text, contributions integer`,
    indexes: ['(repository_id, contributions, contributor)', '(account_id)'],
  },
  accounts: {
    key: 'id',
    columns: `id bigint not null, node_id text, login text, name text, type text, site_admin boolean,
      avatar_url text, html_url text`,
    indexes: ['(lower(login), id)'],
  },
};

/** Tables whose other indexes by repository exclude deleted rows, which a purge must find too. */
const purgedByRepository = [
  'branch_protection_rules',
  'installation_repositories',
  'labels',
  'milestones',
  'releases',
  'runners',
  'workflow_runs',
  'workflows',
];

/** The mirrored objects of GitHub. */
export async function up(database: Kysely<unknown>): Promise<void> {
  // Names of labels and logins are case-insensitive.
  await sql`
    create function lower_all(texts text[]) returns text[] language sql immutable parallel safe strict
      return array(select lower(text) from unnest(texts) as text)
  `.execute(database);
  const statements = [
    ...Object.entries(tables).map(([name, table]) => mirroredTable(name, table)),
    ...Object.entries(searched).map(
      ([table, tags]) =>
        `create index ${table}_search on ${table} using gin (search, search_title, search_tags(${tags}))
           where deleted_at is null`,
    ),
    ...purgedByRepository.map(
      (table) => `create index ${table}_deleted on ${table} (repository_id) where deleted_at is not null`,
    ),
    ...['issues', 'pull_requests'].map(
      (table) => `create index ${table}_unassigned on ${table} (repository_id, updated_at, id)
           where deleted_at is null and coalesce(cardinality(assignees), 0) = 0`,
    ),
  ];
  await sql.raw(statements.join(';\n')).execute(database);
  await sql`
    create index repositories_synced on repositories (last_synced_at)
      where deleted_at is null and auto_sync_enabled and last_synced_at is not null;
    create index repositories_inaccessible on repositories (inaccessible_since) where inaccessible_since is not null;
    create index repositories_untracked on repositories (untracked_at) where untracked_at is not null;
    create index pull_requests_merged on pull_requests (repository_id, merged_at) include (created_at)
      where merged_at is not null and deleted_at is null;
    -- Objects that a sync requests again, because the event of their end may have been lost.
    create index workflow_runs_unfinished on workflow_runs (repository_id)
      where status <> 'completed' and deleted_at is null;
    create index workflow_jobs_unfinished on workflow_jobs (repository_id)
      where status <> 'completed' and deleted_at is null;
    create index workflow_runs_newest on workflow_runs (updated_at desc)
      where status = 'completed' and deleted_at is null;

    comment on column repositories.inaccessible_since is 'since when no installation and no token can access it';
    comment on column repositories.confirmed_name is 'the name that GitHub last returned for the id';
    comment on column repositories.untracked_at is 'since when it is untracked';
    comment on column repositories.purged_at is 'when its contents were deleted';
    comment on column workflow_runs.jobs_fetched_at is 'when its jobs were fetched because none were known';

    -- The planner has no statistics of expressions from partial indexes: it would sort all rows of a frequent author.
    create statistics commits_authors on (lower(author_login)) from commits;
    create statistics issues_authors on (lower(author_login)) from issues;
    create statistics issues_labels on (lower_all(labels)) from issues;
    create statistics issues_assignees on (lower_all(assignees)) from issues;
    create statistics pull_requests_authors on (lower(author_login)) from pull_requests;
    create statistics pull_requests_labels on (lower_all(labels)) from pull_requests;
    create statistics pull_requests_assignees on (lower_all(assignees)) from pull_requests;
    create statistics pull_requests_reviewers on (lower_all(requested_reviewers)) from pull_requests;
    create statistics workflow_runs_actors on (lower(actor_login)) from workflow_runs;

    -- A repository that is restored after its deletion counts as never synced: changes in between were missed.
    create function mark_restored() returns trigger language plpgsql as $$
      begin
        new.last_synced_at := null;
        return new;
      end
    $$;
    create trigger repositories_restored before update of deleted_at on repositories
      for each row when (old.deleted_at is not null and new.deleted_at is null) execute function mark_restored();

    -- Accounts that the purge of a repository may have left without references.
    create table purged_accounts (id bigint primary key);
    -- Purged repositories, to purge also what concurrent transactions and replayed deliveries add to them.
    create table purged_repositories (id bigint primary key, purged_at timestamptz not null default now());
  `.execute(database);
}
