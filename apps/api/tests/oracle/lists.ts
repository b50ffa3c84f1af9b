/** A filter: a value that may be sent, and the rows that it leaves. */
type Filter = [value: string, sql: string];

/** A list of the API, and in plain SQL what it has to show. */
export interface OracleList {
  /** Its operation id. */
  route: string;
  /** `{repo}` stands for the name of a repository. */
  path: string;
  /** For a list of one object, `{number}` in the path: its table, and the column of the rows with its number. */
  numbered?: { of: string; column: string; key?: string };
  /** Where rows come from, as `t`. */
  from: string;
  where: string;
  /** The expression that says which row it is; `keyOf` says the same of an item. */
  key: string;
  keyOf(item: Record<string, unknown>): string;
  order: string;
  filters: Record<string, Filter[]>;
  /** What holds where a filter is not sent. */
  absent?: Record<string, string>;
  /** The column of the repository; null: only keys that are not limited see it. */
  repository: string | null;
  /** What is updated of a row without changing its place; null: nothing. */
  touch: string | null;
}

const alive = `t.deleted_at is null and not exists (
  select from repositories as r where r.id = t.repository_id and (r.deleted_at is not null or r.untracked_at is not null))`;
const idOf = ({ id }: Record<string, unknown>) => String(id);

const mirrored = (
  table: string,
  list: Pick<OracleList, 'route' | 'path' | 'order'> & Partial<OracleList>,
): OracleList => ({
  from: `${table} as t`,
  where: alive,
  key: 't.id::text',
  keyOf: idOf,
  filters: {},
  repository: 't.repository_id',
  touch: `update ${table} set synced_at = now(), source = 'webhook'`,
  ...list,
});

/** In and between the times of the rows, to the microsecond, in other offsets, and at the ends of what is taken. */
const times = [
  '2026-03-01T00:00:00Z',
  '2026-03-01T00:00:00.000017Z',
  '2026-03-01T01:00:01.00002%2B01:00',
  '2026-02-28T23:00:02.000039-01:00',
  '2026-03-01T00:00:02.000000Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999Z',
];
const from = (column: string): Filter[] =>
  times.map((time) => [time, `${column} >= '${decodeURIComponent(time)}'`]);
const until = (column: string): Filter[] =>
  times.map((time) => [time, `${column} < '${decodeURIComponent(time)}'`]);
const same = (column: string, ...values: string[]): Filter[] =>
  values.map((value) => [value, `${column} = '${value}'`]);
const author: Filter[] = ['ada', 'GRACE', 'unknown'].map((login) => [
  login,
  `lower(t.author_login) = lower('${login}')`,
]);
const state: Filter[] = [['all', 'true'], ...same('t.state', 'open', 'closed')];

const lowered = (column: string) => `array(select lower(each) from unnest(${column}) as each)`;
const labels: Filter[] = ['bug', 'BUG,docs', 'docs%2C%20bug%2C', 'never'].map((names) => [
  names,
  `${lowered('t.labels')} @> array[${decodeURIComponent(names)
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
    .map((name) => `'${name}'`)}]::text[]`,
]);
const member = (column: string): Filter[] => [
  ['none', `(${column} is null or ${column} = '{}')`],
  ['*', `${column} <> '{}'`],
  ['ADA', `'ada' = any(${lowered(column)})`],
];
const milestone: Filter[] = [
  ['none', 't.milestone_number is null'],
  ['*', 't.milestone_number is not null'],
  ['2', 't.milestone_number = 2'],
];

const created: Filter[] = [
  ['2026-03-01', `t.created_at >= '2026-03-01T00:00Z' and t.created_at < '2026-03-02T00:00Z'`],
  ['%3E2026-03-01', `t.created_at >= '2026-03-02T00:00Z'`],
  ['%3E=2026-03-01', `t.created_at >= '2026-03-01T00:00Z'`],
  ['%3C2026-03-01', `t.created_at < '2026-03-01T00:00Z'`],
  ['%3C=2026-03-01T00:00:00.000017Z', `t.created_at <= '2026-03-01T00:00:00.000017Z'`],
  ['*..2026-02-28', `t.created_at < '2026-03-01T00:00Z'`],
  [
    '2026-02-28..2026-03-01T00:00:02Z',
    `t.created_at >= '2026-02-28T00:00Z' and t.created_at <= '2026-03-01T00:00:02Z'`,
  ],
];

/** Each sort is a list of its own. */
const issuesSorted = (['issues', 'pull_requests'] as const).flatMap((table) => {
  const [one, all, path] =
    table === 'issues'
      ? (['listIssues', 'listAllIssues', 'issues'] as const)
      : (['listPullRequests', 'listAllPullRequests', 'pulls'] as const);
  const orders = {
    ...{ updated: 't.updated_at', created: 't.created_at', comments: 't.comments' },
    ...{ number: 't.number', id: 't.id' },
  };
  return Object.entries(orders).flatMap(([sort, column]) =>
    ['asc', 'desc'].flatMap((way) => {
      const shared = {
        order: `${column} ${way} nulls last, t.id ${way}`,
        filters: {
          ...{ state, author, creator: author, since: from('t.updated_at') },
          ...{ assignee: member('t.assignees'), labels },
          ...(table === 'pull_requests' && {
            requested_reviewer: member('t.requested_reviewers'),
            reviewer: member('t.requested_reviewers'),
            team: [
              ...member('t.requested_teams'),
              ['CORE', `'core' = any(${lowered('t.requested_teams')})`],
            ] satisfies Filter[],
            head: [
              ...same('t.head_ref', 'one', 'two'),
              ['ADA:one', `t.head_ref = 'one' and lower(t.raw #>> '{head,user,login}') = 'ada'`],
            ] satisfies Filter[],
            base: same('t.base_ref', 'main', 'next'),
          }),
        },
        // A stable sort holds whatever is updated.
        touch: `update ${table} set title = title || '.'${sort === 'updated' ? '' : ', updated_at = now()'}`,
      };
      const query = `sort=${sort}&direction=${way}`;
      return [
        mirrored(table, {
          ...shared,
          filters: { ...shared.filters, milestone },
          route: one,
          path: `/repositories/{repo}/${path}?${query}`,
        }),
        ...(sort === 'number' ? [] : [mirrored(table, { ...shared, route: all, path: `/${path}?${query}` })]),
      ];
    }),
  );
});

/** The comments of a repository, and those of an issue or a pull request. */
const commentsOf = (
  table: string,
  routes: Record<'all' | 'some', Pick<OracleList, 'route' | 'path' | 'numbered'>>,
): OracleList[] =>
  ['asc', 'desc'].flatMap((way) => [
    ...Object.entries({ created: 't.created_at', updated: 't.updated_at', id: 't.id' }).map(
      ([sort, column]) =>
        mirrored(table, {
          route: routes.all.route,
          path: `/repositories/{repo}/${routes.all.path}?sort=${sort}&direction=${way}`,
          order: `${column} ${way} nulls last, t.id ${way}`,
          filters: { author, since: from('t.updated_at') },
          touch: `update ${table} set body = 'touched'${sort === 'updated' ? '' : ', updated_at = now()'}`,
        }),
    ),
    mirrored(table, {
      ...routes.some,
      path: `/repositories/{repo}/${routes.some.path}?direction=${way}`,
      order: `t.created_at ${way} nulls last, t.id ${way}`,
      filters: { author, since: from('t.updated_at') },
    }),
  ]);

const runs = {
  order: 't.created_at desc nulls last, t.id desc',
  filters: {
    status: same('t.status', 'queued', 'completed', 'waiting'),
    conclusion: same('t.conclusion', 'success', 'failure', 'skipped'),
    branch: same('t.head_branch', 'main', 'next', 'never'),
    event: same('t.event', 'push', 'schedule'),
    actor: ['ada', 'GRACE', 'unknown'].map((who): Filter => [who, `lower(t.actor_login) = lower('${who}')`]),
    head_sha: same('t.head_sha', 'a', 'b'),
    created,
  },
};
const jobs = {
  filters: {
    status: runs.filters.status,
    conclusion: runs.filters.conclusion,
    label: labels,
    runner: same('t.runner_name', 'one', 'two'),
    workflow: same('t.workflow_name', 'CI', 'Deploy'),
    since: from('t.created_at'),
    until: until('t.created_at'),
    repository: [['ACME/r2', 't.repository_id = 2'] satisfies Filter],
  },
};
const runners = {
  order: 't.id, t.scope',
  filters: {
    status: same('t.status', 'online', 'offline'),
    busy: same('t.busy', 'true', 'false'),
    name: same('t.name', 'one', 'two'),
    labels: labels,
  },
  key: `t.id || ' ' || coalesce(t.repository_id::text, t.organization_login)`,
  keyOf: ({ id, repository, organization }: Record<string, unknown>) =>
    `${id} ${Object(repository).id ?? Object(organization).login}`,
};

/** A list of checks or deployments: of a repository, and of one of their objects. */
const checksOf = (
  table: string,
  {
    all,
    some,
    time,
    filters,
  }: {
    all: Pick<OracleList, 'route' | 'path'>;
    some: Pick<OracleList, 'route' | 'path' | 'numbered'> | null;
    time: string;
    filters: OracleList['filters'];
  },
): OracleList[] =>
  ['asc', 'desc'].flatMap((way) => {
    const list = { order: `${time} ${way} nulls last, t.id ${way}`, filters };
    const at = ({ path, ...rest }: Pick<OracleList, 'route' | 'path'>) => ({
      ...rest,
      path: `/repositories/{repo}/${path}?direction=${way}`,
    });
    return [all, ...(some === null ? [] : [some])].map((each) => mirrored(table, { ...at(each), ...list }));
  });

const conclusions = {
  status: same('t.status', 'queued', 'completed'),
  conclusion: same('t.conclusion', 'success', 'failure'),
  app: same('t.app_slug', 'one', 'two'),
};
/** The commits with checks. */
const ofCommit = (of: string, column: string) => ({ of, column, key: column });

const checks: OracleList[] = [
  ...checksOf('check_suites', {
    all: { route: 'listCheckSuites', path: 'check-suites' },
    some: {
      ...{ route: 'listCommitCheckSuites', path: 'commits/{number}/check-suites' },
      numbered: ofCommit('check_suites', 'head_sha'),
    },
    time: 't.created_at',
    filters: conclusions,
  }),
  ...checksOf('check_runs', {
    all: { route: 'listCheckRuns', path: 'check-runs' },
    some: {
      ...{ route: 'listCommitCheckRuns', path: 'commits/{number}/check-runs' },
      numbered: ofCommit('check_runs', 'head_sha'),
    },
    time: 't.started_at',
    filters: { ...conclusions, name: same('t.name', 'test', 'lint') },
  }),
  ...checksOf('commit_statuses', {
    all: { route: 'listStatuses', path: 'statuses' },
    some: {
      ...{ route: 'listCommitStatuses', path: 'commits/{number}/statuses' },
      numbered: ofCommit('commit_statuses', 'sha'),
    },
    time: 't.created_at',
    filters: { state: same('t.state', 'pending', 'success'), context: same('t.context', 'one', 'two') },
  }),
  ...checksOf('deployments', {
    all: { route: 'listDeployments', path: 'deployments' },
    some: null,
    time: 't.created_at',
    filters: {
      environment: same('t.environment', 'one', 'two'),
      ref: same('t.ref', 'main', 'next'),
      sha: same('t.sha', 'a', 'b'),
    },
  }),
  ...checksOf('deployment_statuses', {
    all: { route: 'listDeploymentStatuses', path: 'deployment-statuses' },
    some: {
      ...{ route: 'listStatusesOfDeployment', path: 'deployments/{number}/statuses' },
      numbered: { of: 'deployments', column: 'deployment_id', key: 'id' },
    },
    time: 't.created_at',
    filters: {
      state: same('t.state', 'success', 'failure'),
      environment: same('t.environment', 'one', 'two'),
    },
  }),
];

/** A change that nothing shows is an update without fields. */
const changes = {
  order: 't.seq',
  where: `(t.kind <> 'updated' or t.fields <> '{}')`,
  key: 't.seq::text',
  keyOf: ({ seq }: Record<string, unknown>) => String(seq),
  touch: null,
};

const inRepositories: OracleList[] = [
  ...checks,
  ...commentsOf('issue_comments', {
    all: { route: 'listComments', path: 'comments' },
    some: {
      ...{ route: 'listIssueComments', path: 'issues/{number}/comments' },
      numbered: { of: 'issues', column: 'issue_number' },
    },
  }),
  ...['asc', 'desc'].flatMap((way) => {
    const list = {
      order: `t.submitted_at ${way} nulls last, t.id ${way}`,
      filters: { author, state: same('t.state', 'approved', 'dismissed', 'pending') },
    };
    const numbered = { of: 'pull_requests', column: 'pull_number' };
    const below = `/repositories/{repo}/pulls/{number}/reviews?direction=${way}`;
    const all = `/repositories/{repo}/reviews?direction=${way}`;
    return [
      mirrored('reviews', { route: 'listReviews', path: all, ...list }),
      mirrored('reviews', { route: 'listPullRequestReviews', path: below, numbered, ...list }),
    ];
  }),
  ...['asc', 'desc'].flatMap((way) => {
    const list = {
      order: `t.comment_id ${way} nulls last, t.id ${way}`,
      filters: { resolved: same('t.resolved', 'true', 'false'), path: same('t.path', 'a', 'b', 'never') },
      key: 't.id',
      keyOf: ({ id }: Record<string, unknown>) => String(id),
    };
    const numbered = { of: 'pull_requests', column: 'pull_number' };
    const below = `/repositories/{repo}/pulls/{number}/threads?direction=${way}`;
    return [
      ...Object.entries({ comment: list.order, id: `t.id ${way}` }).map(([sort, order]) => {
        const path = `/repositories/{repo}/review-threads?sort=${sort}&direction=${way}`;
        return mirrored('review_threads', { ...list, route: 'listReviewThreads', path, order });
      }),
      mirrored('review_threads', { route: 'listPullRequestThreads', path: below, numbered, ...list }),
    ];
  }),
  ...['asc', 'desc'].flatMap((way) => {
    const list = {
      order: `t.pull_number ${way}, t.position ${way}, t.sha ${way}`,
      filters: { sha: same('t.sha', '1'.repeat(40), 'b'.repeat(40)) },
      key: `t.pull_number || ' ' || t.sha`,
      keyOf: ({ pull_request, sha }: Record<string, unknown>) => `${Object(pull_request).number} ${sha}`,
    };
    const numbered = { of: 'pull_requests', column: 'pull_number' };
    const below = `/repositories/{repo}/pulls/{number}/commits?direction=${way}`;
    const all = `/repositories/{repo}/pull-request-commits?direction=${way}`;
    return [
      mirrored('pull_request_commits', { route: 'listCommitsOfPullRequests', path: all, ...list }),
      mirrored('pull_request_commits', { route: 'listPullRequestCommits', path: below, numbered, ...list }),
    ];
  }),
  ...commentsOf('review_comments', {
    all: { route: 'listReviewComments', path: 'review-comments' },
    some: {
      ...{ route: 'listPullRequestComments', path: 'pulls/{number}/comments' },
      numbered: { of: 'pull_requests', column: 'pull_number' },
    },
  }),
  mirrored('branches', {
    route: 'listBranches',
    path: '/repositories/{repo}/branches',
    order: 't.name',
    key: 't.name',
    keyOf: ({ name }) => String(name),
  }),
  mirrored('tags', {
    route: 'listTags',
    path: '/repositories/{repo}/tags',
    order: 't.name',
    where: `${alive} and t.sha is not null`,
    key: 't.name',
    keyOf: ({ name }) => String(name),
  }),
  mirrored('commits', {
    route: 'listCommits',
    path: '/repositories/{repo}/commits',
    order: 't.committed_at desc nulls last, t.sha desc',
    key: 't.sha',
    keyOf: ({ sha }) => String(sha),
    filters: { author, since: from('t.committed_at'), until: until('t.committed_at') },
  }),
  mirrored('labels', {
    route: 'listLabels',
    path: '/repositories/{repo}/labels',
    order: 't.name, t.id',
    where: `${alive} and t.name is not null`,
  }),
  mirrored('milestones', {
    route: 'listMilestones',
    path: '/repositories/{repo}/milestones',
    order: 't.number nulls last, t.id',
    filters: { state },
  }),
  mirrored('contributors', {
    route: 'listContributors',
    path: '/repositories/{repo}/contributors',
    order: 't.contributions desc nulls last, t.contributor desc',
    key: `coalesce(t.contributions::text, 'null')`,
    keyOf: ({ contributions }) => String(contributions),
  }),
  mirrored('releases', {
    route: 'listReleases',
    path: '/repositories/{repo}/releases',
    order: 't.created_at desc nulls last, t.id desc',
  }),
  mirrored('workflows', { route: 'listWorkflows', path: '/repositories/{repo}/workflows', order: 't.id' }),
  mirrored('workflow_runs', { route: 'listWorkflowRuns', path: '/repositories/{repo}/runs', ...runs }),
  mirrored('runners', { route: 'listRunners', path: '/repositories/{repo}/runners', ...runners }),
  mirrored('changes', {
    route: 'listChanges',
    path: '/repositories/{repo}/changes',
    ...changes,
    filters: { after: ['0', '1', '17'].map((seq) => [seq, `t.seq > ${seq}`]) },
  }),
  mirrored('collaborators', {
    route: 'listCollaborators',
    path: '/repositories/{repo}/collaborators',
    order: 't.login, t.account_id',
    from: 'hubtwin.repository_access as t',
    where: 'true',
    key: 't.account_id::text',
    filters: {
      permission: same('t.permission', 'read', 'write', 'admin'),
      origin: ['repository', 'team', 'owner'].map((origin) => [origin, `'${origin}' = any(t.origins)`]),
    },
  }),
];

const ofOrganization: OracleList[] = ['asc', 'desc'].flatMap((way) => [
  ...Object.entries({ name: 't.name', id: 't.id' }).map(([sort, column]) =>
    mirrored('teams', {
      route: 'listTeams',
      path: `/orgs/ACME/teams?sort=${sort}&direction=${way}`,
      where: 't.organization_id = 9 and t.deleted_at is null',
      order: `${column} ${way}, t.id ${way}`,
      filters: {
        privacy: same('t.privacy', 'closed', 'secret'),
        parent: same('t.parent_id', '1', '2'),
      },
      repository: null,
    }),
  ),
  ...Object.entries({ login: 't.login', id: 't.id' }).map(([sort, column]) =>
    mirrored('organization_members', {
      route: 'listOrganizationMembers',
      path: `/orgs/acme/members?sort=${sort}&direction=${way}`,
      where: 't.organization_id = 9 and t.deleted_at is null',
      order: `${column} ${way}, t.id ${way}`,
      filters: { role: same('t.role', 'member', 'admin') },
      repository: null,
    }),
  ),
  ...Object.entries({ login: 't.login', id: 't.id' }).map(([sort, column]) =>
    mirrored('team_members', {
      route: 'listTeamMembers',
      path: `/orgs/acme/teams/team-2/members?sort=${sort}&direction=${way}`,
      where: 't.organization_id = 9 and t.team_id = 2 and t.deleted_at is null',
      order: `${column} ${way}, t.id ${way}`,
      filters: { role: same('t.role', 'member', 'maintainer') },
      repository: null,
    }),
  ),
]);

const repositoriesSorted = Object.entries({
  full_name: 'lower(t.full_name)',
  created: 't.created_at',
  updated: 't.updated_at',
  pushed: 't.pushed_at',
}).flatMap(([sort, column]) =>
  ['asc', 'desc'].map((way) =>
    mirrored('repositories', {
      route: 'listRepositories',
      path: `/repositories?sort=${sort}&direction=${way}`,
      order: `${column} ${way} nulls last, t.id ${way}`,
      where: 't.deleted_at is null and t.untracked_at is null and t.full_name is not null',
      absent: { accessible: 't.inaccessible_since is null' },
      filters: {
        accessible: [
          ['true', 't.inaccessible_since is null'],
          ['all', 'true'],
        ],
        owner: [['ACME', `lower(t.owner_login) = 'acme'`]],
        language: [['GO', `lower(t.language) = 'go'`]],
        visibility: same('t.visibility', 'public', 'private'),
        archived: same('t.archived', 'true', 'false'),
        fork: same('t.fork', 'true', 'false'),
        topic: [
          ['B', `'b' = any(t.topics)`],
          ['none', `(t.topics is null or t.topics = '{}')`],
          ['*', `t.topics <> '{}'`],
        ],
      },
      repository: 't.id',
      touch: `update repositories set description = 'touched'`,
    }),
  ),
);

const across: OracleList[] = [
  mirrored('workflow_runs', { route: 'listAllWorkflowRuns', path: '/runs', ...runs }),
  ...['asc', 'desc'].flatMap((way) =>
    Object.entries({ created: 't.created_at', id: 't.id' }).map(([sort, column]) =>
      mirrored('workflow_jobs', {
        route: 'listAllWorkflowJobs',
        path: `/jobs?sort=${sort}&direction=${way}`,
        order: `${column} ${way} nulls last, t.id ${way}`,
        ...jobs,
      }),
    ),
  ),
  mirrored('runners', { route: 'listAllRunners', path: '/runners', ...runners }),
  mirrored('changes', {
    route: 'listAllChanges',
    path: '/changes',
    ...changes,
    filters: {
      since: ['0', '1', '17'].map((seq) => [seq, `t.seq > ${seq}`]),
      resource: [...same('t.resource', 'issues'), ['labels,issues', 'true'], ['releases', 'false']],
      kind: [...same('t.kind', 'updated', 'created'), ['deleted', 'false']],
      repository: [
        ['ACME/r2', 't.repository_id = 2'],
        ['acme/R2,acme/r3', 't.repository_id in (2, 3)'],
      ],
    },
  }),
  ...repositoriesSorted,
  {
    ...mirrored('repositories', {
      route: 'listInstallationRepositories',
      path: '/installations/1/repositories',
      order: 't.id',
    }),
    from: 'repositories as t join installation_repositories as i on i.repository_id = t.id and i.installation_id = 1 and i.deleted_at is null',
    where: 't.deleted_at is null and t.untracked_at is null',
    repository: 't.id',
    touch: null,
  },
  mirrored('webhook_deliveries', {
    route: 'listWebhookEvents',
    path: '/webhooks/events',
    order: 't.received_at desc, t.guid desc',
    where: 'true',
    key: 't.guid::text',
    keyOf: ({ delivery_id }) => String(delivery_id),
    filters: {
      event: same('t.event', 'issues', 'push', 'never'),
      action: same('t.action', 'opened', 'closed'),
      status: [
        ...same('t.status', 'processed', 'parked', 'failed'),
        ['processing', `exists (select from webhook_attempts as running where running.guid = t.guid)`],
        ['received', `t.status = 'received' and t.guid not in (select guid from webhook_attempts)`],
      ],
      repository: [['acme/R2', 't.repository_id = 2']],
      since: from('t.received_at'),
      until: until('t.received_at'),
    },
    touch: 'update webhook_deliveries set attempts = attempts + 1',
  }),
  mirrored('projects', {
    route: 'listProjects',
    path: '/projects',
    order: 't.id',
    where: alive.replace('t.deleted_at is null and ', ''),
    filters: { repository: [['ACME/r2', 't.repository_id = 2']] },
    touch: `update projects set branch = 'touched'`,
  }),
];

const unlimited: OracleList[] = (
  [
    [
      'installations',
      { route: 'listInstallations', path: '/installations', order: 't.id', where: 't.deleted_at is null' },
    ],
    [
      'sync_jobs',
      {
        route: 'listSyncJobs',
        path: '/sync/jobs',
        order: 't.id desc',
        filters: {
          type: same('t.job_type', 'manual_sync', 'periodic_sync'),
          status: same('t.status', 'failed', 'completed', 'running'),
          installation_id: same('t.installation_id', '1', '2'),
        },
      },
    ],
    [
      'sync_job_repositories',
      {
        route: 'listSyncJobRepositories',
        path: '/sync/jobs/1/repositories',
        order: 't.repository_id',
        where: 't.job_id = 1',
        key: 't.repository_id::text',
        keyOf: ({ repository }: Record<string, unknown>) => String(Object(repository).id),
      },
    ],
    [
      'audit_log',
      {
        route: 'listAuditLog',
        path: '/audit-log',
        order: 't.recorded_at desc, t.id desc',
        filters: {
          actor: same('t.actor', 'api_key:1'),
          action: same('t.action', 'a', 'b'),
          resource: same('t.resource', '/x'),
          since: from('t.recorded_at'),
          until: until('t.recorded_at'),
        },
      },
    ],
    [
      'rate_limit_samples',
      {
        route: 'listRateLimitHistory',
        path: '/rate-limits/history',
        order: 't.sampled_at desc, t.credential desc, t.resource desc',
        key: `t.credential || t.resource || (extract(epoch from t.sampled_at) * 1000)::bigint`,
        keyOf: ({ credential, resource, sampled_at }: Record<string, unknown>) =>
          `${credential}${resource}${Date.parse(String(sampled_at))}`,
        filters: {
          credential: same('t.credential', 'aaaaaaaaaaaa'),
          resource: same('t.resource', 'core'),
          since: from('t.sampled_at'),
          until: until('t.sampled_at'),
        },
      },
    ],
    [
      'project_updates',
      {
        route: 'listProjectUpdates',
        path: '/projects/1/updates',
        order: 't.id desc',
        where: 't.project_id = 1',
      },
    ],
    [
      'progress_snapshots',
      {
        route: 'listProjectSnapshots',
        path: '/projects/1/snapshots',
        order: 't.id desc',
        where: 't.project_id = 1',
      },
    ],
    ['webhook_configs', { route: 'listWebhookConfigs', path: '/webhooks/configs', order: 't.id' }],
    ['api_keys', { route: 'listApiKeys', path: '/api-keys', order: 't.id desc' }],
  ] as const
).map(([table, list]) => mirrored(table, { where: 'true', ...list, repository: null, touch: null }));

/** Every list of the API. */
export const oracleLists: readonly OracleList[] = [
  ...issuesSorted,
  ...inRepositories,
  ...ofOrganization,
  mirrored('workflow_jobs', {
    route: 'listWorkflowJobs',
    path: '/repositories/{repo}/runs/{run}/jobs',
    order: 't.id',
  }),
  ...across,
  ...unlimited,
];
