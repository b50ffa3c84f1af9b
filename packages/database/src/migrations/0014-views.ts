import { type Kysely, sql } from 'kysely';

interface View {
  /** What a row is. */
  comment: string;
  /** Its columns: the expression, and what its name does not say; null: nothing. */
  columns: Readonly<Record<string, readonly [expression: string, comment: string | null]>>;
  from: string;
}

/** A view of the objects in a table, in repositories that are tracked and not deleted. */
const mirrored = (
  table: string,
  comment: string,
  columns: View['columns'],
  { joins = '', where = '' } = {},
): View => ({
  comment,
  columns: {
    repository_id: ['r.id', 'GitHub’s id of the repository'],
    repository: ['r.full_name', 'owner/name'],
    ...columns,
  },
  from: `${table} as t join repositories as r on r.id = t.repository_id ${joins}
     where t.deleted_at is null and r.deleted_at is null and r.untracked_at is null ${where}`,
});

const own = (...names: string[]): View['columns'] =>
  Object.fromEntries(names.map((name) => [name, [`t.${name}`, null] as const]));

const hours = (from: string, to: string) => `round((extract(epoch from ${to} - ${from}) / 3600)::numeric, 2)`;

/** The people who responded to a pull request: not its author, and no App. */
const byOthers = (author: string) =>
  `${author} is distinct from t.author_login and ${author} not like '%[bot]'`;

/** Each from an index by pull request. */
const firstSteps = `left join lateral (
       select v.submitted_at as at, v.author_login from reviews as v
        where v.repository_id = t.repository_id and v.pull_number = t.number and v.deleted_at is null
          and v.submitted_at is not null and ${byOthers('v.author_login')}
        order by v.submitted_at, v.id limit 1) as review on true
     left join lateral (
       select c.created_at as at, c.author_login from issue_comments as c
        where c.repository_id = t.repository_id and c.issue_number = t.number and c.deleted_at is null
          and ${byOthers('c.author_login')}
        order by c.created_at, c.id limit 1) as comment on true
     left join lateral (
       select at, author_login from (values (review.at, review.author_login), (comment.at, comment.author_login))
                as steps (at, author_login)
        where at is not null order by at limit 1) as response on true`;

/** Counts by day and repository: the columns of `daily_metrics` and what they count. */
const counted: Readonly<Record<string, readonly [from: string, at: string, comment: string]>> = {
  issues_opened: ['issues as t', 't.created_at', 'issues opened, without pull requests'],
  issues_closed: ['issues as t', 't.closed_at', 'issues that were closed then and are closed now'],
  pulls_opened: ['pull_requests as t', 't.created_at', 'pull requests opened'],
  pulls_merged: ['pull_requests as t', 't.merged_at', 'pull requests merged'],
  comments: ['issue_comments as t', 't.created_at', 'comments on issues and pull requests'],
  reviews: ['reviews as t', 't.submitted_at', 'reviews of pull requests'],
  commits: ['commits as t', 't.committed_at', 'commits on any branch'],
  releases: ['releases as t', 't.published_at', 'releases published'],
  runs: ['workflow_runs as t', 't.created_at', 'workflow runs started'],
  runs_failed: [
    `(select * from workflow_runs where conclusion in ('failure', 'timed_out', 'startup_failure')) as t`,
    't.created_at',
    'of these, runs that failed or timed out',
  ],
};

const days = Object.entries(counted).map(
  ([name, [from, at]]) => `
      select '${name}' as metric, t.repository_id, (${at} at time zone 'UTC')::date as day from ${from}
       where t.deleted_at is null and ${at} is not null`,
);

const views: Readonly<Record<string, View>> = {
  repositories: {
    comment: 'one row for each tracked repository',
    columns: {
      repository_id: ['r.id', 'GitHub’s id'],
      repository: ['r.full_name', 'owner/name'],
      owner: ['r.owner_login', null],
      ...Object.fromEntries(
        ['description', 'language', 'topics', 'visibility', 'archived', 'fork', 'default_branch'].map(
          (name) => [name, [`r.${name}`, null] as const],
        ),
      ),
      stars: ['r.stargazers_count', null],
      forks: ['r.forks_count', null],
      size_kib: ['r.size', 'in KiB, as GitHub counts it'],
      created_at: ['r.created_at', null],
      pushed_at: ['r.pushed_at', 'of the last push to any branch'],
      synced_at: ['r.last_synced_at', 'when it was last compared with GitHub'],
    },
    from: 'repositories as r where r.deleted_at is null and r.untracked_at is null',
  },
  issues: mirrored('issues', 'one row for each issue, without pull requests', {
    ...own('number', 'title', 'state', 'state_reason'),
    author: ['t.author_login', 'login'],
    ...own('assignees', 'labels', 'comments', 'created_at', 'updated_at', 'closed_at'),
  }),
  pull_requests: mirrored('pull_requests', 'one row for each pull request', {
    ...own('number', 'title', 'state', 'draft', 'merged'),
    author: ['t.author_login', 'login'],
    ...own('assignees', 'requested_reviewers', 'labels', 'head_ref', 'base_ref', 'head_sha'),
    ...own('commits', 'additions', 'deletions', 'changed_files', 'comments', 'review_comments'),
    ...own('created_at', 'updated_at', 'closed_at', 'merged_at'),
  }),
  comments: mirrored('issue_comments', 'one row for each comment on an issue or a pull request', {
    number: ['t.issue_number', 'of the issue or pull request'],
    author: ['t.author_login', 'login'],
    ...own('body', 'created_at', 'updated_at'),
  }),
  reviews: mirrored('reviews', 'one row for each review of a pull request', {
    number: ['t.pull_number', 'of the pull request'],
    author: ['t.author_login', 'login'],
    state: ['t.state', '`approved`, `changes_requested`, `commented` or `dismissed`'],
    ...own('body', 'submitted_at'),
  }),
  review_comments: mirrored('review_comments', 'one row for each comment on a line of a pull request', {
    number: ['t.pull_number', 'of the pull request'],
    author: ['t.author_login', 'login'],
    ...own('path', 'line', 'body', 'created_at', 'updated_at'),
  }),
  commits: mirrored('commits', 'one row for each commit of any branch, those of deleted branches included', {
    ...own('sha', 'message'),
    author: ['t.author_login', 'login; null: the address of the author belongs to no account'],
    ...own('author_name', 'authored_at', 'committed_at'),
    additions: ['t.additions', 'null: unknown'],
    deletions: ['t.deletions', 'null: unknown'],
  }),
  releases: mirrored('releases', 'one row for each release, drafts included', {
    tag: ['t.tag_name', null],
    ...own('name', 'draft', 'prerelease'),
    author: ['t.author_login', 'login'],
    ...own('published_at'),
  }),
  workflow_runs: mirrored(
    'workflow_runs',
    'one row for each workflow run, in the state of its last attempt',
    {
      run_id: ['t.id', 'GitHub’s id'],
      workflow: ['coalesce(w.name, t.name)', null],
      attempt: ['t.run_attempt', 'above 1: a re-run'],
      ...own('event', 'status', 'conclusion', 'head_branch', 'head_sha'),
      actor: ['t.actor_login', 'login'],
      created_at: ['t.created_at', null],
      started_at: ['t.run_started_at', 'of the last attempt'],
      updated_at: ['t.updated_at', 'of a completed run: about its end'],
    },
    { joins: 'left join workflows as w on w.id = t.workflow_id' },
  ),
  team_members: {
    comment: 'one row for each direct member of a team of an organisation',
    columns: {
      organization: ['a.login', 'login'],
      team: ['t.slug', 'slug of the team'],
      team_name: ['t.name', null],
      login: ['m.login', 'of the member'],
      role: ['m.role', '`member` or `maintainer`'],
    },
    from: `team_members as m
      join teams as t on t.organization_id = m.organization_id and t.id = m.team_id
      join accounts as a on a.id = m.organization_id
     where m.deleted_at is null and t.deleted_at is null`,
  },
  pull_request_cycle: mirrored(
    'pull_requests',
    'one row for each pull request, with the times between its steps',
    {
      ...own('number', 'title', 'state', 'draft'),
      author: ['t.author_login', 'login'],
      base_ref: ['t.base_ref', null],
      lines_changed: ['t.additions + t.deletions', 'null: unknown'],
      opened_at: ['t.created_at', null],
      first_response_at: ['response.at', 'of the first review or comment by another person; null: none yet'],
      first_responder: ['response.author_login', 'login'],
      first_review_at: ['review.at', 'of the first review by another person; null: none yet'],
      first_reviewer: ['review.author_login', 'login'],
      ...own('merged_at', 'closed_at'),
      hours_to_first_response: [hours('t.created_at', 'response.at'), null],
      hours_to_first_review: [hours('t.created_at', 'review.at'), null],
      hours_to_merge: [hours('t.created_at', 't.merged_at'), null],
    },
    { joins: firstSteps },
  ),
  review_load: mirrored(
    'pull_requests',
    'one row for each person whose review an open pull request waits for',
    {
      ...own('number', 'title'),
      author: ['t.author_login', 'login'],
      reviewer: ['reviewer', 'login'],
      hours_open: [hours('t.created_at', 'now()'), 'since the pull request was opened'],
      hours_idle: [hours('t.updated_at', 'now()'), 'since its last change'],
    },
    {
      joins: 'cross join unnest(t.requested_reviewers) as reviewer',
      where: `and t.state = 'open' and not coalesce(t.draft, false)`,
    },
  ),
  daily_metrics: {
    comment: 'one row for each repository and day (UTC) on which anything happened',
    columns: {
      day: ['d.day', 'in UTC'],
      repository_id: ['r.id', 'GitHub’s id of the repository'],
      repository: ['r.full_name', 'owner/name'],
      ...Object.fromEntries(
        Object.entries(counted).map(([name, [, , comment]]) => [
          name,
          [`count(*) filter (where d.metric = '${name}')`, comment] as const,
        ]),
      ),
    },
    from: `(${days.join(' union all')}) as d join repositories as r on r.id = d.repository_id
     where r.deleted_at is null and r.untracked_at is null group by d.day, r.id, r.full_name`,
  },
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Documented views for people, in the schema `hubtwin`: their names and columns are stable. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = Object.entries(views).flatMap(([name, { comment, columns, from }]) => [
    `create view hubtwin.${name} as select ${Object.entries(columns)
      .map(([column, [expression]]) => `${expression} as ${column}`)
      .join(', ')} from ${from}`,
    `comment on view hubtwin.${name} is ${quoted(comment)}`,
    ...Object.entries(columns).flatMap(([column, [, text]]) =>
      text === null ? [] : [`comment on column hubtwin.${name}.${column} is ${quoted(text)}`],
    ),
  ]);
  await sql.raw(['create schema if not exists hubtwin', ...statements].join(';\n')).execute(database);
}
