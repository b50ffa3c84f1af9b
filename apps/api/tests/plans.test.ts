import {
  acrossRepresentations,
  organizationRepresentations,
  type Representation,
  repositorySorts,
  representations,
  shownAs,
  workflowJobs,
} from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOf } from '../src/mirrored/list-of.ts';
import { apiKeys } from '../src/queries/api-keys.ts';
import { auditLog } from '../src/queries/audit-log.ts';
import { changesUpTo } from '../src/queries/changes.ts';
import type { Position } from '../src/queries/cursor.ts';
import { installationsFor } from '../src/queries/installations.ts';
import { progressSnapshots } from '../src/queries/progress-snapshots.ts';
import { projectUpdates } from '../src/queries/project-updates.ts';
import { projects } from '../src/queries/projects.ts';
import { rateLimitSamplesFor } from '../src/queries/rate-limit-samples.ts';
import { installationRepositories, repositoriesBy } from '../src/queries/repositories.ts';
import { statsQueries } from '../src/queries/repository-stats.ts';
import { searchedTables, selectByIndex, selectNewest } from '../src/queries/searched-tables.ts';
import {
  allMatchesQuery,
  firstMatchesQuery,
  type List,
  pageQuery,
  type Within,
} from '../src/queries/select-page.ts';
import { syncJobRepositories } from '../src/queries/sync-job-repositories.ts';
import { syncJobsFor } from '../src/queries/sync-jobs.ts';
import { webhookEvents } from '../src/queries/webhook-events.ts';

let connection: TestDatabase;

/** Of each kind of object `rows`: half of them in repository 5, the others in 1 to 40. */
const rows = 6_000;
const kept = `'{}'::jsonb, '', 'webhook', now()`;
const keptColumns = 'raw, version, source, synced_at';
const repository = 'case n % 2 when 0 then 5 else n % 40 + 1 end';
const spread = `from generate_series(1, ${rows}) as n`;
const at = `'2026-01-01'::timestamptz + n * interval '1 second'`;

/** GitHub's own times: not everything is dated. */
const dated = `case when n % 10 > 0 then ${at} end`;

/** Everything has one word, and each its own. */
const words = `'common w' || md5(n::text)`;

const fill = [
  `insert into repositories (id, full_name, ${keptColumns}) select n, 'o/r' || n, ${kept} from generate_series(1, 3000) as n`,
  `insert into repository_lists (repository_id, resource, state, since, checked_at)
   select n / 3 + 1, 'r' || n % 3, case n % 4 when 0 then 'refused' end, case n % 4 when 0 then ${at} end,
          case n % 4 when 0 then ${at} end ${spread}`,
  `insert into installations (id, ${keptColumns}) select n, ${kept} ${spread}`,
  `insert into installation_repositories (installation_id, repository_id, ${keptColumns}) select n % 3, n / 3 + 1, ${kept} ${spread}`,
  `insert into branches (repository_id, name, ${keptColumns}) select ${repository}, 'b' || n, ${kept} ${spread}`,
  `insert into tags (repository_id, name, sha, ${keptColumns}) select ${repository}, 't' || n, 'a', ${kept} ${spread}`,
  `insert into labels (id, repository_id, name, ${keptColumns}) select n, ${repository}, 'l' || n % 99, ${kept} ${spread}`,
  `insert into commits (repository_id, sha, author_login, committed_at, message, ${keptColumns})
   select ${repository}, md5(n::text), 'a' || n % 7, ${dated}, ${words}, ${kept} ${spread}`,
  ...['issues', 'pull_requests'].map(
    (
      table,
    ) => `insert into ${table} (id, repository_id, number, state, author_login, created_at, updated_at, title,
             labels, assignees, milestone_number, comments, ${keptColumns})
      select n, ${repository}, n, case n % 3 when 0 then 'open' else 'closed' end, 'a' || n % 7, ${dated}, ${dated}, ${words},
             array['l' || n % 99, 'Common'], array['a' || n % 7], n % 9, n % 5, ${kept} ${spread}`,
  ),
  `update pull_requests set head_ref = 'h' || number % 50, base_ref = 'b' || number % 7, requested_reviewers = assignees, requested_teams = assignees`,
  `insert into issue_comments (id, repository_id, issue_number, author_login, created_at, updated_at, ${keptColumns})
   select n, ${repository}, n % 99, 'a' || n % 7, ${dated}, ${dated}, ${kept} ${spread}`,
  `insert into review_comments (id, repository_id, pull_number, author_login, created_at, updated_at, ${keptColumns})
   select n, ${repository}, n % 99, 'a' || n % 7, ${dated}, ${dated}, ${kept} ${spread}`,
  `insert into reviews (id, repository_id, pull_number, author_login, state, submitted_at, ${keptColumns})
   select n, ${repository}, n % 99, 'a' || n % 7, case n % 3 when 0 then 'approved' else 'commented' end, ${dated}, ${kept} ${spread}`,
  `insert into review_threads (id, repository_id, pull_number, comment_id, resolved, path, ${keptColumns})
   select 'PRRT_' || n, ${repository}, n % 99, n, n % 3 = 0, 'a' || n % 97, ${kept} ${spread}`,
  `insert into pull_request_commits (repository_id, pull_number, sha, position, ${keptColumns})
   select ${repository}, n % 97, md5(n::text), n, ${kept} ${spread}`,
  `insert into releases (id, repository_id, created_at, ${keptColumns}) select n, ${repository}, ${dated}, ${kept} ${spread}`,
  `insert into milestones (id, repository_id, number, state, ${keptColumns})
   select n, ${repository}, n, case n % 3 when 0 then 'open' else 'closed' end, ${kept} ${spread}`,
  `insert into contributors (repository_id, contributor, contributions, ${keptColumns})
   select ${repository}, n, n % 99, ${kept} ${spread}`,
  `insert into workflows (id, repository_id, ${keptColumns}) select n, ${repository}, ${kept} ${spread}`,
  `insert into runners (scope, id, repository_id, status, busy, name, labels, ${keptColumns})
   select 'repos/' || ${repository}, n, ${repository}, case n % 3 when 0 then 'online' else 'offline' end, n % 3 = 0,
          'n' || n % 99, array['l' || n % 99, 'Common'], ${kept} ${spread}`,
  `insert into workflow_runs (id, repository_id, status, conclusion, head_branch, event, actor_login, head_sha, workflow_id,
                              created_at, ${keptColumns})
   select n, ${repository}, case n % 7 when 0 then 'queued' else 'completed' end,
          case n % 7 when 1 then 'success' else 'failure' end, 'b' || n % 9, 'e' || n % 5, 'a' || n % 7, 's' || n % 99, n % 9,
          ${dated}, ${kept} ${spread}`,
  `insert into workflow_jobs (id, repository_id, run_id, status, conclusion, runner_name, workflow_name, labels, created_at,
                              ${keptColumns})
   select n, ${repository}, n % 7 + 14, case n % 7 when 0 then 'queued' else 'completed' end,
          case n % 7 when 1 then 'success' else 'failure' end, 'n' || n % 99, 'w' || n % 49, array['l' || n % 99, 'Common'],
          ${dated}, ${kept} ${spread}`,
  `insert into check_suites (id, repository_id, head_sha, app_slug, status, conclusion, created_at, ${keptColumns})
   select n, ${repository}, 's' || n % 99, 'p' || n % 7, case n % 7 when 0 then 'queued' else 'completed' end,
          case n % 7 when 1 then 'success' else 'failure' end, ${dated}, ${kept} ${spread}`,
  `insert into check_runs (id, repository_id, name, head_sha, app_slug, status, conclusion, started_at, ${keptColumns})
   select n, ${repository}, 'n' || n % 99, 's' || n % 99, 'p' || n % 7, case n % 7 when 0 then 'queued' else 'completed' end,
          case n % 7 when 1 then 'success' else 'failure' end, ${dated}, ${kept} ${spread}`,
  `insert into commit_statuses (id, repository_id, sha, context, state, created_at, ${keptColumns})
   select n, ${repository}, 's' || n % 99, 'c' || n % 7, case n % 3 when 0 then 'open' else 'success' end, ${dated}, ${kept} ${spread}`,
  `insert into deployments (id, repository_id, sha, ref, environment, created_at, ${keptColumns})
   select n, ${repository}, 'b' || n % 7, 'r' || n % 9, 'e' || n % 5, ${dated}, ${kept} ${spread}`,
  `insert into deployment_statuses (id, repository_id, deployment_id, state, environment, created_at, ${keptColumns})
   select n, ${repository}, n % 99, case n % 3 when 0 then 'open' else 'success' end, 'e' || n % 5, ${dated}, ${kept} ${spread}`,
  `insert into teams (organization_id, id, name, slug, privacy, parent_id, ${keptColumns})
   select ${repository}, n, 'n' || n % 99, 's' || n, case n % 3 when 0 then 'secret' else 'closed' end, n % 9, ${kept} ${spread}`,
  `insert into organization_members (organization_id, id, login, role, ${keptColumns})
   select ${repository}, n, 'l' || n, case n % 3 when 0 then 'admin' else 'member' end, ${kept} ${spread}`,
  `insert into team_members (organization_id, team_id, id, login, role, ${keptColumns})
   select ${repository}, n % 7, n, 'l' || n, case n % 3 when 0 then 'maintainer' else 'member' end, ${kept} ${spread}`,
  `insert into changes (resource, key, kind, repository_id, fields, source)
   select 'issues', n, 'updated', ${repository}, '{}', 'webhook' ${spread}`,
  `insert into webhook_deliveries (guid, event, status, repository_id, batch, body_bytes, body_sha256, received_at)
   select gen_random_uuid(), 'e' || n % 9, case n % 50 when 0 then 'parked' else 'processed' end, ${repository},
          gen_random_uuid(), 1, '', ${at} ${spread}`,
  `insert into rate_limit_samples (credential, resource, sampled_at, seen_at, used)
   select 'c' || n % 7, 'r' || n % 5, ${at}, now(), 0 ${spread}`,
  `insert into sync_jobs (job_type, status, priority, installation_id, completed_at)
   select 't' || n % 4, case when n % 50 = 0 then 'failed' when n % 99 = 0 then 'running' else 'completed' end, 'low', n % 9, ${at} ${spread}`,
  `insert into sync_job_repositories (job_id, repository_id, work)
   select distinct (n - 1) / 3 + 1 + m, ${repository}, 'sync' ${spread}, generate_series(0, 1) as m`,
  `insert into sync_job_repositories (job_id, repository_id, work)
   select 5000, n, 'sync' from generate_series(1, 3000) as n`,
  `insert into projects (repository_id, name) select ${repository}, 'p' || n ${spread}`,
  `insert into project_updates (project_id, commit_sha, files) select n % 9 + 1, md5(n::text), '[]' ${spread}`,
  `insert into progress_snapshots (project_id, commit_sha, tasks_done, tasks_total, sections, dependencies, errors)
   select n % 9 + 1, md5(n::text), 0, 0, '[]', '[]', '[]' ${spread}`,
  `insert into api_keys (name, key_hash, prefix, scopes) select n, md5(n::text)::bytea, '', '{read}' ${spread}`,
  `insert into audit_log (recorded_at, actor, action, resource, outcome)
   select ${at}, 'a' || n % 2, 'b' || n / 2 % 2, 'c' || n / 4 % 2, 'succeeded' ${spread}`,
  `update pull_requests set created_at = now(), merged_at = now() where number % 5 = 0`,
  // As the vacuum does: what waits there is read by each search.
  ...['issues', 'pull_requests', 'commits'].map(
    (table) => `select gin_clean_pending_list('${table}_search')`,
  ),
  'analyze',
];

beforeAll(async () => {
  connection = await createTestDatabase();
  for (const statement of fill) await sql.raw(statement).execute(connection.database);
});
afterAll(() => connection[Symbol.asyncDispose]());

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

/** Whether it sorts more than pages: what it sorts is not limited below. */
const sortsAll = (plan: Plan): boolean => {
  const isUnlimited = (node: Plan): boolean =>
    node['Node Type'] !== 'Limit' && (node.Plans ?? []).every(isUnlimited);
  // An incremental sort reads no more than its page needs.
  return plan['Node Type'] === 'Sort' && (plan.Plans ?? []).some(isUnlimited);
};

/** @param isOrdered whether to sort only what no index can: few rows, as those without a date, are else sorted. */
async function planOf(query: RawBuilder<unknown>, { isOrdered = false } = {}): Promise<Plan[]> {
  const { rows: explained } = await connection.database.transaction().execute(async (transaction) => {
    if (isOrdered) await sql`set local enable_sort = off`.execute(transaction);
    return await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`explain (format json) ${query}`.execute(transaction);
  });
  const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
  return explained.flatMap((row) => flat(row['QUERY PLAN'][0].Plan));
}

/** Whether a node reads the table or one of its daily partitions. */
const isOf = (table: string, { 'Relation Name': name }: Plan) =>
  name !== undefined && (name === table || new RegExp(`^${table}_(default|\\d{8})$`).test(name));

const repositoryIds = null;
const own = { repositoryId: 5 };
const all = { repositoryIds };
const since = '2026-01-01T00:10:00.000001Z';
const byId = { sort: 'id', direction: 'asc' } as const;
const everything = { scopes: new Set<string>(), repositoryIds };

interface Case {
  title: string;
  query: RawBuilder<unknown>;
  table: string;
}

function cases<Row, Item, Filters>(
  table: string,
  list: List<Row, Item, Filters>,
  within: Within,
  filters: Filters,
  position: (string | null)[],
): Case[] {
  const title = `${list.name} of ${'repositoryId' in within ? 'one' : 'all'} by ${JSON.stringify(filters)}`;
  return [null, position].map((after) => {
    const wanted = { within, filters, limit: 31, after };
    const { searched } = list;
    return {
      title: `${title}${after === null ? '' : ', a later page'}`,
      query:
        searched === undefined
          ? pageQuery(list, wanted)
          : firstMatchesQuery({ ...list, table: searched }, wanted),
      table,
    };
  });
}

/** 50 minutes after the first row, as a cursor has it: microseconds since 2000. */
const at50 = `${(Date.UTC(2026, 0, 1, 0, 50) - Date.UTC(2000, 0, 1)) * 1_000}`;
const later = [at50, '3000'];
/** A value of each filter, as the contract gives it, of the rows above. */
const filterValues: Record<string, unknown> = {
  ...{ state: 'open', author: 'a3', creator: 'a3', assignee: 'A3', labels: 'L3,common', since, until: since },
  ...{ sha: 'b1' },
  ...{ base: 'b1', head: 'h1', requested_reviewer: 'a3', milestone: '3', protected: 'true' },
  ...{ reviewer: 'a3', team: 'a3', resolved: 'true', path: 'a3' },
  ...{ status: 'queued', conclusion: 'success', branch: 'b1', event: 'e1', actor: 'a3', head_sha: 's3' },
  ...{ created: { from: { at: since, isExclusive: false }, to: null }, workflow_id: 3 },
  ...{ busy: 'true', name: 'n3', privacy: 'secret', parent: 3, role: 'maintainer' },
  ...{ app: 'p3', context: 'c3', environment: 'e1', ref: 'r1' },
  ...{ label: 'L3,common', runner: 'n3', workflow: 'w3' },
};
const positions: Record<string, string> = { time: at50, number: '3000', text: 'ab' };

/** Each order of a list, and each filter in its first order. */
function mirrored(shown: Representation, within: Within, more: RawBuilder<unknown>[] = []): Case[] {
  const { table, tie, direction, filters, repositoryFilters = {} } = shown;
  const isOne = 'repositoryId' in within;
  const sorts = Object.entries(shown.sorts).filter(
    ([, { isOfRepository }]) => isOne || isOfRepository !== true,
  );
  const positionOf = (sort: string) =>
    [shown.sorts[sort], ...tie.filter(({ column }) => column !== shown.sorts[sort]?.column)].map(
      (column) => positions[column?.type ?? ''] ?? '',
    );
  const [[first = ''] = []] = sorts;
  const filtered = Object.keys(isOne ? { ...filters, ...repositoryFilters } : filters);
  return [
    ...sorts.flatMap(([sort]) =>
      (['asc', 'desc'] as const).flatMap((way) =>
        cases(
          table,
          listOf(shown, { sort, direction: way }, { more }),
          within,
          { sort, direction: way },
          positionOf(sort),
        ),
      ),
    ),
    ...filtered.flatMap((name) => {
      const wanted = { sort: first, direction, [name]: filterValues[name] };
      return cases(
        table,
        listOf(shown, wanted, { repositoryId: isOne ? within.repositoryId : null, more }),
        within,
        wanted,
        positionOf(first),
      );
    }),
  ];
}

/** The list of one organisation, or of one of its objects. */
const ofOrganization = ({ parent }: Representation): RawBuilder<unknown>[] => [
  sql`t.organization_id = 5`,
  ...(parent === undefined ? [] : [sql`${sql.ref(`t.${parent.column}`)} = 3`]),
];

/** The lists of single objects have the default order only. */
const withFirstSort = (shown: Representation): Representation => ({
  ...shown,
  sorts: Object.fromEntries(Object.entries(shown.sorts).slice(0, 1)),
});

/** The representations with a list of a repository, or with one that can be limited to it. */
const routed = [...new Set([...representations, ...acrossRepresentations])];

/** What each filter matches, where the first rows of the order have too little of it. */
const allMatches: Case[] = routed.flatMap((shown) => {
  const { table, filters, repositoryFilters = {}, sorts, direction } = shown;
  return Object.entries({ ...filters, ...repositoryFilters }).flatMap(([name, { is }]) => {
    // Half of this small table is read as it is.
    if (/^(boolean|oneOf|oneOfEither|since|until|within)$/.test(is)) return [];
    const [sort = ''] = Object.keys(sorts).toReversed();
    const wanted = { sort, direction, [name]: name === 'assignee' ? 'none' : filterValues[name] };
    const list = listOf(shown, wanted, { repositoryId: 5 });
    if (list.searched === undefined || name === 'sha') return [];
    const query = allMatchesQuery(
      { ...list, table },
      { within: own, filters: wanted, limit: 31, after: null },
    );
    return [{ title: `${shown.path} by ${name}`, query, table }];
  });
});

const lists: Case[] = [
  ...Object.keys(repositorySorts).flatMap((sort) => {
    const given = { accessible: 'true', sort, direction: 'asc' } as const;
    return cases('repositories', repositoriesBy(given), all, given, [
      sort === 'full_name' ? 'o/r2' : at50,
      '2',
    ]);
  }),
  ...Object.entries({
    owner: 'o',
    language: 'C',
    visibility: 'public',
    archived: 'true',
    fork: 'true',
    topic: 'x',
  }).flatMap(([name, value]) => {
    const given = { accessible: 'true', sort: 'full_name', direction: 'asc', [name]: value } as const;
    return cases('repositories', repositoriesBy(given), all, given, ['o/r2', '2']);
  }),
  ...cases('installations', installationsFor(everything), all, {}, ['3000']),
  ...cases('installation_repositories', installationRepositories, all, { installationId: 1 }, ['1000']),
  ...routed.flatMap((shown) => mirrored(shown, own)),
  ...representations.flatMap((shown) =>
    shown.ofObject === undefined
      ? []
      : mirrored(withFirstSort(shown), own, [
          sql`${sql.ref(`t.${shown.ofObject.column}`)} = ${shown.ofObject.parameter?.type === 'sha' ? 's20' : 20}`,
        ]),
  ),
  ...organizationRepresentations.flatMap((shown) => mirrored(shown, all, ofOrganization(shown))),
  ...acrossRepresentations.flatMap((shown) => mirrored(shown, all)),
  ...cases('workflow_jobs', listOf(shownAs(workflowJobs), byId, { more: [sql`t.run_id = 20`] }), own, byId, [
    '3000',
  ]),
  ...cases('changes', changesUpTo(5_000), own, { after: 100 }, ['3000']),
  ...cases('project_updates', projectUpdates, all, { projectId: 3 }, ['3000']),
  ...[{}, { type: 't1' as never }, { status: 'failed' }, { installationId: 3 }, { isOpen: true }].flatMap(
    (given) => cases('sync_jobs', syncJobsFor(all), all, given as object, ['3000']),
  ),
  ...cases('sync_job_repositories', syncJobRepositories, all, { jobId: 5_000 }, ['500']),
  ...cases('progress_snapshots', progressSnapshots, all, { projectId: 3 }, ['3000']),
  ...[own, all].flatMap((within) => [...cases('projects', projects, within, {}, ['3000'])]),
  ...[{}, { event: 'e3' }, { repositoryId: 5 }, { status: 'parked' as const }, { since }].flatMap((given) =>
    cases('webhook_deliveries', webhookEvents, all, given, [at50, '00000000-0000-0000-0000-000000000000']),
  ),
  ...cases('api_keys', apiKeys, all, {}, ['3000']),
  ...[
    {},
    { actor: 'a1' },
    { action: 'b1' },
    { resource: 'c1' },
    { actor: 'a1', action: 'b1' },
    { actor: 'a1', resource: 'c1' },
    { action: 'b1', resource: 'c1' },
    { actor: 'a1', action: 'b1', resource: 'c1', since },
  ].flatMap((given) => cases('audit_log', auditLog, all, given, later)),
  ...(
    [
      [{}, ['c3', 'r2']],
      [{ since }, ['c3', 'r2']],
      [{ credential: 'c3' }, ['r2']],
      [{ resource: 'r2' }, ['c3']],
      [{ credential: 'c3', resource: 'r2' }, []],
    ] as const
  ).flatMap(([given, rest]) =>
    cases('rate_limit_samples', rateLimitSamplesFor(given), all, given, [at50, ...rest]),
  ),
];

/** Of which rows without a date, or few that fit a filter, may be sorted where that is cheaper. */
const mayBeUndated: ReadonlySet<string> = new Set([
  ...['branches', 'commits', 'contributors', 'issues', 'pull_requests', 'releases', 'repositories'],
  ...[
    'issue_comments',
    'pull_request_commits',
    'review_comments',
    'review_threads',
    'reviews',
    'runners',
    'workflow_jobs',
    'workflow_runs',
  ],
  ...['check_suites', 'check_runs', 'commit_statuses', 'deployments', 'deployment_statuses'],
]);

describe('an index serves the order of each list, so that its cost does not grow with the table', () => {
  test.for(lists)('$title', async ({ query, table }) => {
    const plan = await planOf(query, { isOrdered: mayBeUndated.has(table) });
    expect(plan.filter(sortsAll)).toEqual([]);
    const scans = plan.filter((node) => isOf(table, node)).map((node) => node['Node Type']);
    expect(new Set(scans).size).toBe(1);
    expect(scans[0]).toMatch(/^Index (Only )?Scan$/);
  });
});

describe('an index finds all matches of each filter', () => {
  test.for(allMatches)('$title', async ({ query, table }) => {
    const plan = await planOf(query);
    const scans = plan.filter((node) => isOf(table, node)).map((node) => node['Node Type']);
    expect(scans.filter((scan) => scan === 'Seq Scan')).toEqual([]);
    expect(scans).toContain('Tid Scan');
  });
});

describe('a key limited to some repositories reads a page of each, by the index', () => {
  const limited = { repositoryIds: [5, 6] };
  test.for([
    ...acrossRepresentations.flatMap((shown) => mirrored(shown, limited).slice(0, 2)),
    ...cases('sync_jobs', syncJobsFor(limited), limited, {}, ['3000']),
    ...cases('projects', projects, limited, {}, ['50']),
    ...cases('webhook_deliveries', webhookEvents, limited, {}, [
      at50,
      '00000000-0000-0000-0000-000000000000',
    ]),
  ])('$title', async ({ query, table }) => {
    const plan = await planOf(query, { isOrdered: mayBeUndated.has(table) });
    const scans = plan.filter((node) => node['Relation Name'] === table).map((node) => node['Node Type']);
    expect(scans).not.toEqual([]);
    for (const scan of scans) expect(scan).toMatch(/^Index (Only )?Scan$/);
    // One sort of at most a page a repository stands above the scans; none stands below the join.
    expect(plan.filter((node) => /Sort/.test(node['Node Type']))).toHaveLength(1);
  });
});

const byName = { accessible: 'true', sort: 'full_name', direction: 'asc' } as const;

test('the open pull requests of a page of repositories are counted by an index', async () => {
  const plan = await planOf(
    pageQuery(repositoriesBy(byName), { within: all, filters: byName, limit: 31, after: null }),
  );
  const scans = plan
    .filter((node) => node['Relation Name'] === 'pull_requests')
    .map((node) => node['Node Type']);
  expect(scans).toEqual([expect.stringMatching(/^(Index Only|Index|Bitmap Heap) Scan$/)]);
});

describe.for(['issues', 'pulls', 'commits'] as const)('a search of %s', (kind) => {
  const table = searchedTables[kind];
  const scopeOf = (fits: string, repositoryIds: number[] | null = null, after: Position | null = null) =>
    ({ score: 2, after, fits: [sql.raw(fits)], repositoryIds, conditions: [] }) as const;
  const scansOf = async (query: RawBuilder<unknown> | null) =>
    (query === null ? [] : await planOf(query)).filter(
      (node) => isOf(table.name, node) || node['Index Name']?.startsWith(`${table.name}_search`),
    );

  test('looks through the newest by an index, of all and of one repository', async () => {
    const after = ['2', at50, `${table.rank}`, '', '30'];
    for (const scope of [null, [5]].flatMap((of) => [null, after].map((at) => scopeOf('true', of, at)))) {
      const scans = await scansOf(selectNewest(table, scope, 31));
      expect(scans.map((node) => node['Node Type'])).toEqual(['Index Scan']);
    }
  });

  test.for(['search', 'search_title'])('finds words by the index, by their %s', async (column) => {
    const after = ['2', at50, `${table.rank}`, '', '30'];
    const rare = scopeOf(`t.${column} @@ search_term('wc4ca4238a0b923820dcc509a6f75849b')`);
    for (const scope of [rare, { ...rare, after }]) {
      for (const since of [0, 1_700_000_000]) {
        const scans = await scansOf(selectByIndex(table, scope, 31, { since, compared: null }));
        expect(scans.map((node) => node['Index Name'] ?? node['Node Type'])).toEqual([
          'Bitmap Heap Scan',
          `${table.name}_search`,
        ]);
      }
    }
  });

  test('finds words with qualifiers by an index', async () => {
    const author = { of: 'author', value: 'u1', isExcluded: false } as const;
    const state = { of: 'state', value: 'open', isExcluded: false } as const;
    const conditions = kind === 'commits' ? [author] : [author, state];
    for (const repositoryIds of [null, [5], [5, 6]]) {
      const scope = { ...scopeOf(`t.search @@ search_term('w')`, repositoryIds), conditions };
      const scans = await scansOf(selectByIndex(table, scope, 31, { since: 1_700_000_000, compared: null }));
      expect(scans.length).toBeGreaterThan(0);
      expect(scans.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    }
  });
});

test('what is counted of a repository is found by indexes', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const queries = [
    statsQueries.states('issues', 6),
    statsQueries.states('pull_requests', 6),
    statsQueries.merges(6),
    statsQueries.commits(6, 'default'),
    statsQueries.commits(6, 'all'),
  ];
  for (const query of queries) {
    const plan = await planOf(query);
    // The partitions of the change log for the next days are empty.
    const isEmpty = (node: Plan) =>
      isOf('changes', node) && node['Relation Name'] !== `changes_${today.replaceAll('-', '')}`;
    const types = plan.filter((node) => !isEmpty(node)).map((node) => node['Node Type']);
    expect(types).not.toContain('Seq Scan');
    expect(types.some((type) => /^(Index|Index Only|Bitmap Index) Scan$/.test(type))).toBe(true);
  }
});
