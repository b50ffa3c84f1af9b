import { contract, createOpenApiDocument, operation, type RouteContract } from '@hubtwin/contract';
import {
  createProject,
  createSyncJob,
  findProjectState,
  finishSyncTask,
  recordChildrenFetched,
  recordProcessing,
  storeRateLimitSamples,
} from '@hubtwin/database';
import { workflowRuns } from '@hubtwin/resources';
import { exampleDeliveries } from '@hubtwin/test-kit';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkRunOf,
  collaboratorOf,
  commentOf,
  commitSha,
  deploymentStatusOf,
  installationOf,
  issueOf,
  jobOf,
  labelOf,
  membershipOf,
  milestoneOf,
  organizationMemberOf,
  pullOf,
  pushOf,
  releaseOf,
  reviewCommentOf,
  reviewOf,
  runOf,
  statusOf,
  tagOf,
  teamOf,
  threadOf,
} from './payloads.ts';
import { type Answered, startApi, type TestApi } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';
import { storeDelivery } from './store.ts';

const repo = { id: 1001, fullName: 'acme/rocket' };
const base = '/api/v1/repositories/acme/rocket';
/** A repository that the simulated GitHub has, too. */
const onGitHub = '/api/v1/repositories/demo-org/storefront';

let api: TestApi;
let github: TestGitHub;
const addresses: Record<string, string> = {
  getHealth: '/healthz',
  getReadiness: '/readyz',
  getOpenApi: '/openapi.json',
  getDocs: '/docs',
  getRedoc: '/redoc',
  listRepositories: '/api/v1/repositories',
  getRepositoryById: '/api/v1/repositories/by-id/1001',
  getRepository: base,
  getRepositoryInfo: `${base}/info`,
  invalidateCache: `${base}/cache/invalidate`,
  createRepository: '/api/v1/repositories',
  updateRepository: base,
  syncRepository: `${base}/sync`,
  deleteRepository: '/api/v1/repositories/acme/dropped?confirm=acme/dropped',
  getSyncStatus: '/api/v1/sync/status',
  getSyncHealth: '/api/v1/sync/health',
  triggerSync: '/api/v1/sync/trigger',
  syncAll: '/api/v1/sync/all',
  listSyncJobs: '/api/v1/sync/jobs?type=manual_sync&status=failed&installation_id=77',
  listBranches: `${base}/branches`,
  listCommits: `${base}/commits?author=octocat`,
  getCommit: `${base}/commits/${commitSha(11)}`,
  listPullRequests: `${base}/pulls?state=open&author=octocat`,
  getPullRequest: `${base}/pulls/8`,
  listIssues: `${base}/issues?state=open&author=octocat&since=2026-01-01T00:00:00Z`,
  getIssue: `${base}/issues/5`,
  listComments: `${base}/comments?author=octocat`,
  listIssueComments: `${base}/issues/5/comments`,
  getComment: `${base}/comments/51`,
  listReviewComments: `${base}/review-comments?author=octocat`,
  listPullRequestComments: `${base}/pulls/8/comments`,
  listReviews: `${base}/reviews?author=octocat&state=approved`,
  listPullRequestReviews: `${base}/pulls/8/reviews`,
  getReview: `${base}/reviews/71`,
  getReviewComment: `${base}/review-comments/61`,
  listCommitsOfPullRequests: `${base}/pull-request-commits?sha=${'a'.repeat(40)}`,
  listPullRequestCommits: `${base}/pulls/8/commits`,
  listReviewThreads: `${base}/review-threads?resolved=true&path=src/main.ts`,
  listPullRequestThreads: `${base}/pulls/8/threads`,
  getReviewThread: `${base}/review-threads/PRRT_a`,
  listLabels: `${base}/labels`,
  listMilestones: `${base}/milestones?state=open`,
  listContributors: `${base}/contributors`,
  listReleases: `${base}/releases`,
  listTags: `${base}/tags`,
  listWorkflows: `${base}/workflows`,
  listRunners: `${base}/runners`,
  listAllRunners: '/api/v1/runners?status=online',
  listCollaborators: `${base}/collaborators?origin=direct`,
  listOrganizationMembers: '/api/v1/orgs/acme/members?role=admin',
  listTeams: '/api/v1/orgs/acme/teams?privacy=closed',
  getTeam: '/api/v1/orgs/acme/teams/core',
  listTeamMembers: '/api/v1/orgs/acme/teams/core/members',
  listCheckSuites: `${base}/check-suites?app=octoapp`,
  listCommitCheckSuites: `${base}/commits/${commitSha(11)}/check-suites`,
  getCheckSuite: `${base}/check-suites/92`,
  listCheckRuns: `${base}/check-runs?conclusion=success`,
  listCommitCheckRuns: `${base}/commits/${commitSha(11)}/check-runs`,
  getCheckRun: `${base}/check-runs/91`,
  listStatuses: `${base}/statuses?state=success`,
  listCommitStatuses: `${base}/commits/${commitSha(11)}/statuses`,
  getCommitState: `${base}/commits/${commitSha(11)}/status`,
  listDeployments: `${base}/deployments?environment=production`,
  getDeployment: `${base}/deployments/94`,
  listDeploymentStatuses: `${base}/deployment-statuses?state=success`,
  listStatusesOfDeployment: `${base}/deployments/94/statuses`,
  listWorkflowRuns: `${base}/runs?status=completed&conclusion=success&branch=main`,
  getWorkflowRun: `${base}/runs/61`,
  listWorkflowJobs: `${base}/runs/61/jobs`,
  listAllWorkflowJobs: '/api/v1/jobs?status=completed&repository=acme/rocket',
  getWorkflowJob: '/api/v1/jobs/62',
  getActionsStats: '/api/v1/actions/stats?by=label&since=2026-01-01T00:00:00Z',
  getActionsQueue: '/api/v1/actions/queue',
  listChanges: `${base}/changes`,
  listAllChanges: '/api/v1/changes',
  streamChanges: '/api/v1/changes/stream',
  listAllIssues: '/api/v1/issues?state=open',
  listAllPullRequests: '/api/v1/pulls',
  listAllWorkflowRuns: '/api/v1/runs?status=completed',
  search: '/api/v1/search?q=bug&type=issues&repository=acme/rocket&state=open',
  getRepositoryStats: `${base}/stats`,
  updateRepositorySettings: `${onGitHub}/settings`,
  createLabel: `${onGitHub}/labels`,
  updateLabel: `${onGitHub}/labels/bug`,
  deleteLabel: `${onGitHub}/labels/documentation`,
  getRepositoryAccess: '/api/v1/access?repository=acme/rocket',
  installApp: '/api/v1/auth/github/install',
  finishAppInstall: '/api/v1/auth/github/callback?setup_action=request',
  listInstallations: '/api/v1/installations',
  getInstallation: '/api/v1/installations/77',
  listInstallationRepositories: '/api/v1/installations/77/repositories',
  listWebhookEvents: '/api/v1/webhooks/events?event=issues&action=opened&repository=acme/rocket',
  getWebhookStats: '/api/v1/webhooks/stats?hours=1',
  getWebhookHealth: '/api/v1/webhooks/health',
  replayWebhookEvents: '/api/v1/webhooks/events/replay',
  listProjects: '/api/v1/projects?repository=acme/rocket',
  createProject: '/api/v1/projects',
  recoverWebhookEvents: '/api/v1/webhooks/recover',
  listWebhookConfigs: '/api/v1/webhooks/configs',
  createWebhookConfig: '/api/v1/webhooks/configs',
  rotateSecrets: '/api/v1/secrets/rotate',
  getRateLimitStatus: '/api/v1/rate-limits/status',
  getRateLimitHealth: '/api/v1/rate-limits/health',
  listRateLimitHistory:
    '/api/v1/rate-limits/history?credential=a1b2c3d4e5f6&resource=core&since=2026-01-01T00:00:00Z',
  trackRateLimits: '/api/v1/rate-limits/track',
  getStatus: '/api/v1/status',
  listApiKeys: '/api/v1/api-keys',
  createApiKey: '/api/v1/api-keys',
  listAuditLog: '/api/v1/audit-log?actor=admin&since=2026-01-01T00:00:00Z',
};

/** A project that was processed. @returns its id. */
async function storeProject(name: string): Promise<number> {
  const { database } = api.connection;
  const settings = { name, branch: null, planPath: null, manifests: null };
  const projectId = (await createProject(database, repo.id, settings)) ?? 0;
  const state = await findProjectState(database, projectId);
  const manifest = 'go.mod';
  const added = { manifest, ecosystem: 'go', name: 'a', requirement: 'v1', kind: 'prod' } as const;
  await recordProcessing(database, {
    projectId,
    revision: state?.revision ?? 0,
    commit: commitSha(11),
    files: [{ path: manifest, role: 'manifest', sha: 'b', size: 9, isLink: false, error: null }],
    fileChanges: [{ path: manifest, change: 'added' }],
    progress: { plan: null, sections: [], dependencies: [added], errors: [] },
    changes: { tasks: null, dependencies: { added: [added], removed: [], updated: [] } },
  });
  return projectId;
}

/** A sync job of the repository, which fails where it ends. @returns its id. */
async function storeSyncJob(isEnded: boolean): Promise<number> {
  const { database } = api.connection;
  const tasks = [{ repositoryId: repo.id, work: 'sync' }] as const;
  const job = { type: 'manual_sync', priority: 'high', installationId: 77, tasks } as const;
  const jobId = await createSyncJob(database, job);
  if (isEnded) await finishSyncTask(database, { jobId, repositoryId: repo.id }, { error: 'Error: no' });
  return jobId;
}

const bodies: Partial<Record<string, object>> = {
  replayWebhookEvents: { event: 'issues' },
  createRepository: { repository: 'demo-org/storefront' },
  updateRepository: { sync_interval_minutes: 60 },
  triggerSync: { repository_ids: [1001] },
  createProject: { repository: 'acme/rocket', name: 'New' },
  createWebhookConfig: { repository: 'demo-org/storefront', events: ['release'] },
  updateWebhookConfig: { actions: ['opened'] },
  updateProject: { name: 'Kept still' },
  updateRepositorySettings: { description: 'New', topics: ['shop'] },
  createLabel: { name: 'urgent', color: 'ff0000', description: 'At once' },
  updateLabel: { new_name: 'defect' },
  createApiKey: { name: 'New', scopes: ['read'], repositories: ['ACME/rocket', 1001] },
};

beforeAll(async () => {
  github = await startGitHub();
  api = await startApi({
    github: { ...github.options, app: github.app },
    installing: github.installing,
  });
  await api.apply([
    ...exampleDeliveries(),
    installationOf(77, [repo]),
    installationOf(github.installationId, [repo]),
    issueOf({ id: 1002, fullName: 'acme/dropped' }, { id: 40, number: 1, labels: [] }),
    issueOf(repo, { id: 41, number: 5, body: 'help' }),
    commentOf(repo, 5, { id: 51 }),
    pullOf(repo, { id: 43, number: 8 }),
    reviewCommentOf(repo, 8, { id: 61 }),
    reviewOf(repo, 8, { id: 71 }),
    threadOf(repo, 8, { id: 'PRRT_a', comment: 61 }),
    pushOf(repo, 'main', 11),
    tagOf(repo, 'v1', 11),
    labelOf(repo, 51, 'bug'),
    milestoneOf(repo, { id: 52, number: 3 }),
    releaseOf(repo, { id: 55 }),
    runOf(repo, { id: 61 }),
    jobOf(repo, 62, 61),
    checkRunOf(repo, 91, commitSha(11)),
    statusOf(repo, 93, commitSha(11)),
    deploymentStatusOf(repo, 95, 94, commitSha(11)),
    teamOf('acme', { id: 81, slug: 'core' }),
    membershipOf('acme', { id: 81, slug: 'core' }),
    organizationMemberOf('acme'),
    collaboratorOf(repo),
  ]);
  // No delivery reports these.
  const scene = { repository: 'storefront', by: 'ada-okafor' };
  const { commands, world } = github.simulator.simulator;
  const { value: run } = commands.startWorkflowRun({ ...scene, workflow: 'CI' });
  const { value: own } = commands.registerRunner({ repository: 'storefront', name: 'own' });
  const storefront = world.repositories.values().find(({ name }) => name === 'storefront')?.id ?? 0;
  const mirrored = { id: storefront, fullName: 'demo-org/storefront' };
  await api.apply([issueOf(mirrored, { id: 71, number: 1 })]);
  addresses.cancelWorkflowRun = `${onGitHub}/runs/${run.id}/cancel`;
  addresses.deleteRunner = `/api/v1/runners/${own.id}`;
  const seen = `'{}', '', 'sync', now()`;
  await sql`
    insert into contributors (repository_id, contributor, account_id, login, contributions, raw, version, source, synced_at)
      values (${repo.id}, '7', 7, 'octocat', 9, ${sql.raw(seen)});
  `.execute(api.connection.database);
  await sql`
    insert into pull_request_commits (repository_id, pull_number, sha, position, raw, version, source, synced_at)
      values (${repo.id}, 8, ${'a'.repeat(40)}, 1, ${sql.raw(seen)});
  `.execute(api.connection.database);
  await sql`
    insert into accounts (id, login, type, raw, version, source, synced_at)
      values (900, 'acme', 'Organization', ${sql.raw(seen)}) on conflict (id) do update set login = 'acme'
  `.execute(api.connection.database);
  await sql`
    insert into runners (scope, id, repository_id, name, status, raw, version, source, synced_at)
      values (${`repos/${storefront}`}, ${own.id}, ${storefront}, 'own', 'offline', ${sql.raw(seen)})
  `.execute(api.connection.database);
  await sql`
    insert into runners (scope, id, organization_id, organization_login, name, status, raw, version, source, synced_at)
      values ('orgs/900', 5, 900, 'acme', 'shared', 'online', ${sql.raw(seen)});
  `.execute(api.connection.database);
  const end = { status: 'processed', action: 'opened', repository_id: repo.id } as const;
  const guid = await storeDelivery(api, 'issues', { action: 'opened' }, end);
  const word = { credential: 'a1b2c3d4e5f6', resource: 'core', limit: 5_000, used: 4_000 };
  const when = { resetAt: new Date(Date.now() + 3_000_000), closedUntil: null, seenAt: new Date() };
  await storeRateLimitSamples(api.connection.database, [{ ...word, ...when, inFlight: 1, burnRate: 2 }]);
  const job = `/api/v1/sync/jobs/${await storeSyncJob(true)}`;
  addresses.getSyncJob = job;
  addresses.listSyncJobRepositories = `${job}/repositories`;
  addresses.retrySyncJob = `/api/v1/sync/jobs/${await storeSyncJob(true)}/retry`;
  addresses.cancelSyncJob = `/api/v1/sync/jobs/${await storeSyncJob(false)}/cancel`;
  addresses.importInstallation = `/api/v1/installations/${github.installationId}/import`;
  const projectId = await storeProject('Kept');
  const address = `/api/v1/projects/${projectId}`;
  addresses.getProject = address;
  addresses.updateProject = address;
  addresses.processProject = `${address}/process`;
  addresses.listProjectUpdates = `${address}/updates`;
  addresses.listProjectSnapshots = `${address}/snapshots`;
  addresses.deleteProject = `/api/v1/projects/${await storeProject('Deleted')}`;
  const apiKey = async () => {
    const made = await api.ask('/api/v1/api-keys', {
      method: 'POST',
      body: { name: 'Kept', scopes: ['read'], repositories: [1001] },
    });
    return `/api/v1/api-keys/${made.json.id}`;
  };
  addresses.getApiKey = await apiKey();
  addresses.revokeApiKey = await apiKey();
  // The App of the simulator may not register hooks.
  await api.ask(onGitHub, { method: 'PATCH', body: { token: github.token } });
  const createHook = async (event: string) => {
    const body = { repository: 'demo-org/storefront', events: [event] };
    const { json } = await api.ask('/api/v1/webhooks/configs', { method: 'POST', body });
    return `/api/v1/webhooks/configs/${json.id}`;
  };
  addresses.getWebhookConfig = await createHook('push');
  addresses.updateWebhookConfig = addresses.getWebhookConfig;
  addresses.deleteWebhookConfig = await createHook('issues');
  addresses.getWebhookEvent = `/api/v1/webhooks/events/${guid}`;
  addresses.replayWebhookEvent = `/api/v1/webhooks/events/${guid}/replay`;
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});

const documented = createOpenApiDocument({ version: '0' });
const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ ...documented }, 'openapi');

/** The errors of a response according to the OpenAPI document. */
function faultsOf(name: string, { status, json }: Answered): unknown[] {
  if (json === undefined) return [];
  const { path, method } = operation(name);
  const place = ['paths', path, method, 'responses', `${status}`, 'content', 'application/json', 'schema'];
  const pointer = place.map((part) => encodeURIComponent(part.replaceAll('/', '~1'))).join('/');
  const validate = ajv.getSchema(`openapi#/${pointer}`);
  if (validate === undefined) return [`there is no schema at ${pointer}`];
  validate(json);
  return validate.errors ?? [];
}

/** All stored data, except data that reads store and the age of observations. */
async function contentOf({ pool }: TestApi['connection']): Promise<Record<string, string>> {
  const besides = [
    'audit_log',
    'github_budgets',
    'github_request_counts',
    'http_cache',
    'rate_limit_samples',
  ];
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname <> all($1) order by 1`,
    [besides],
  );
  const contents: Record<string, string> = {};
  for (const { name } of tables) {
    const row = `to_jsonb(t) - '{last_used_at,fetched_at,synced_at,version,whole_clock,present_clock,key_versions}'::text[]`;
    const { rows } = await pool.query(`select md5(string_agg(row, ';' order by row)) as content
      from (select (${row})::text as row from ${name} as t) as t`);
    contents[name] = rows[0].content;
  }
  return contents;
}

describe('a write with a failed precondition changes nothing', () => {
  const conditional = Object.entries<RouteContract>(contract).filter(
    ([, { method, scope }]) => method !== 'get' && scope !== null,
  ) as [string, RouteContract][];
  test.for(conditional)('%s', async ([name, { method }]) => {
    const { log } = github.simulator.rest;
    const before = await contentOf(api.connection);
    log.clear();
    const address = addresses[name] ?? '';
    const others = Object.entries<RouteContract>(contract).filter(
      ([, { method, path }]) => method === 'get' && path === operation(name).path,
    );
    const present = method !== 'post' || others.length > 0;
    for (const headers of [
      { 'if-match': 'W/"other", "another"' },
      ...(present ? [{ 'if-none-match': '*' }, { 'if-match': '*', 'if-none-match': '"a", *' }] : []),
    ]) {
      const answer = await api.ask(address, {
        method: method.toUpperCase(),
        headers: { ...headers, 'idempotency-key': `${name}-${JSON.stringify(headers).length}` },
        ...(bodies[name] && { body: bodies[name] }),
      });
      expect([headers, answer.status, answer.json?.code]).toEqual([headers, 412, 'precondition_failed']);
    }
    expect(log.list().filter(({ method }) => method !== 'GET')).toEqual([]);
    const { idempotency_keys: _kept, ...stored } = await contentOf(api.connection);
    expect(before).toMatchObject(stored);
  });
});

test('a write with the ETag that was read succeeds once, and fails after a change', async () => {
  const project = `/api/v1/projects/${await storeProject('Conditional')}`;
  const etag = (await api.ask(project)).headers.get('etag') ?? '';
  const change = (name: string, ifMatch: string) =>
    api.ask(project, { method: 'PATCH', body: { name }, headers: { 'if-match': ifMatch } });
  const changed = await change('First', `"other", ${etag}`);
  expect(changed).toMatchObject({ status: 200, json: { name: 'First' } });
  expect((await change('Second', etag)).status).toBe(412);
  expect((await api.ask(project)).json.name).toBe('First');
  expect((await change('Third', changed.headers.get('etag') ?? '')).status).toBe(200);
  expect((await change('Fourth', '*')).status).toBe(200);
  const absent = await api.ask('/api/v1/projects/999999', { method: 'DELETE', headers: { 'if-match': '*' } });
  expect(absent.status).toBe(404);
});

/** The process died after the effect and before the response; the client sends the request again. */
async function expectNoSecondEffect(
  name: string,
  first: Answered,
  repeat: () => Promise<Answered>,
): Promise<void> {
  const { pool } = api.connection;
  const { log } = github.simulator.rest;
  const enqueued = () => structuredClone([api.tasks, api.jobs, api.imports]);
  const [stored, queued] = [await contentOf(api.connection), enqueued()];
  log.clear();
  await pool.query('update idempotency_keys set answer = null, claimed_until = now() where key = $1', [name]);
  const again = await repeat();
  const { isSecret = false } = operation(name);
  if (isSecret) expect(again.json.code).toBe('answer_not_kept');
  // It only reads from GitHub, and says how it is by now.
  else if (name !== 'trackRateLimits') expect([again.status, again.json]).toEqual([first.status, first.json]);
  expect(again.headers.get('idempotency-replayed')).toBeNull();
  // What is sent to GitHub confirms the repository first, and stores it as it is by now.
  const { idempotency_keys: _answered, repositories: _read, ...content } = await contentOf(api.connection);
  expect(stored).toMatchObject(content);
  expect(enqueued()).toEqual(queued);
  const written = log.list().filter(({ method, status }) => method !== 'GET' && (status ?? 0) < 300);
  expect(written.filter(({ path }) => !/graphql|access_tokens/.test(path))).toEqual([]);
}

/** An ETag of a write is the one of the GET of its URL, or absent: `If-Match` could never hold with another. */
async function expectUsableTag(name: string, { headers }: Answered): Promise<void> {
  const etag = headers.get('etag');
  if (etag !== null) expect((await api.ask(addresses[name] ?? '')).headers.get('etag')).toBe(etag);
}

describe('each route answers as its contract says', () => {
  test.for(Object.keys(contract) as string[])('%s', async (name) => {
    const { method, status, response, mediaType } = operation(name);
    const address = addresses[name];
    if (address === undefined) throw new Error(`no address for ${name}`);
    const body = bodies[name];
    const request = {
      method: method.toUpperCase(),
      headers: { 'idempotency-key': name },
      ...(body ? { body } : {}),
    };
    const answer = await api.ask(address, request);

    expect(answer.status, answer.text).toBe(status);
    if (method !== 'get') await expectUsableTag(name, answer);
    if (method === 'post') await expectNoSecondEffect(name, answer, () => api.ask(address, request));
    if (status === 204 || status === 302) {
      expect(answer.text).toBe('');
      return;
    }
    expect(answer.headers.get('content-type')).toContain(mediaType);
    const parsed = response.safeParse(answer.json ?? answer.text);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toEqual(answer.json ?? answer.text);
    expect(faultsOf(name, answer)).toEqual([]);
    if (name.startsWith('list')) expect(answer.json.data.length).toBeGreaterThan(0);
  });
});

describe('every read', () => {
  const stable = Object.entries(addresses).filter(
    ([name]) =>
      !/^(sync|trigger|cancel|retry|import|install|finish|rotate|stream)|replay|recover|track|invalidate|create|update|delete|process|^getRateLimit|^getStatus|Docs|Redoc|AuditLog/.test(
        name,
      ),
  );
  test.for(stable)('%s has an ETag, and is 304 to a client that has it', async ([, address]) => {
    const requestTwice = async () => {
      const etag = (await api.ask(address)).headers.get('etag') ?? '';
      expect(etag).not.toBe('');
      const again = await api.ask(address, { headers: { 'if-none-match': etag } });
      return [again.status, again.text];
    };
    // A window that ends now starts on a whole minute, which may pass in between.
    const request = await requestTwice();
    expect(request[0] === 304 ? request : await requestTwice()).toEqual([304, '']);
    const other = await api.ask(address, { headers: { 'if-none-match': 'W/"other"' } });
    expect(other.status).toBe(200);
  });
});

test('an issue is shown with GitHub’s names, and with its own object', async () => {
  const { json } = await api.ask(`${base}/issues/5`);
  expect(json).toMatchObject({
    id: 41,
    number: 5,
    user: { id: 7, login: 'octocat' },
    assignees: ['octocat'],
    labels: ['bug'],
    milestone: { number: 3 },
    repository: { id: 1001, full_name: 'acme/rocket' },
    updated_at: '2026-03-01T12:00:00.000Z',
    source: 'webhook',
    raw: { id: 41, title: 'Found a bug', body: 'help' },
  });
});

test('a pull request, a commit, a run and the info of a repository carry GitHub’s own object', async () => {
  const raws = await Promise.all(
    [`${base}/pulls/8`, `${base}/commits/${commitSha(11)}`, `${base}/runs/61`, `${base}/info`].map(
      async (path) => (await api.ask(path)).json.raw,
    ),
  );
  expect(raws).toMatchObject([{ id: 43 }, { sha: commitSha(11) }, { id: 61 }, { id: 1001 }]);
  expect((await api.ask(base)).json).not.toHaveProperty('raw');
});

test('a response may be cached by its client only, and must be revalidated', async () => {
  const { headers } = await api.ask(base);
  expect(headers.get('cache-control')).toBe('private, no-cache');
  expect(headers.get('vary')).toContain('Authorization');
});

test('HEAD answers like GET without the body', async () => {
  const answer = await api.ask(base, { method: 'HEAD' });
  expect([answer.status, answer.text]).toEqual([200, '']);
});

test('the jobs of a run that is not known are 404, those of a run without jobs an empty list', async () => {
  await api.apply([runOf(repo, { id: 63 })]);
  expect((await api.ask(`${base}/runs/63/jobs`)).json).toMatchObject({ data: [], next_cursor: null });
  expect((await api.ask(`${base}/runs/64/jobs`)).status).toBe(404);
});

test('unknown jobs of a run are fetched once, and then complete', async () => {
  await api.apply([runOf(repo, { id: 65 })]);
  const jobs = async (run: number) => (await api.ask(`${base}/runs/${run}/jobs`)).json;
  expect(await jobs(65)).toEqual({ data: [], next_cursor: null, complete: false });
  expect(api.runJobs.at(-1)).toEqual({ repositoryId: repo.id, runId: 65 });
  const count = api.runJobs.length;
  await recordChildrenFetched(api.connection.database, workflowRuns, {
    repositoryId: repo.id,
    ids: [65],
    column: 'jobs_fetched_at',
  });
  expect(await jobs(65)).toEqual({ data: [], next_cursor: null, complete: true });
  expect((await jobs(61)).complete).toBe(true);
  expect(api.runJobs).toHaveLength(count);
});

test('runners are shown with their owner, and filtered by status', async () => {
  const { json: all } = await api.ask('/api/v1/runners?limit=100');
  const own = {
    id: 162,
    name: 'build-01',
    status: null,
    repository: { full_name: 'acme/rocket' },
    organization: null,
  };
  const shared = {
    id: 5,
    name: 'shared',
    status: 'online',
    repository: null,
    organization: { id: 900, login: 'acme' },
  };
  expect(all.data).toEqual(expect.arrayContaining([expect.objectContaining(shared)]));
  expect((await api.ask(`${base}/runners`)).json.data).toMatchObject([own]);
  expect((await api.ask('/api/v1/runners?status=online')).json.data).toMatchObject([shared]);
});

test('a repository counts its open pull requests', async () => {
  expect((await api.ask(base)).json.open_pulls_count).toBe(1);
  await api.apply([
    pullOf(repo, { id: 44, number: 9 }),
    pullOf(repo, { id: 45, number: 10, state: 'closed' }),
  ]);
  expect((await api.ask(base)).json.open_pulls_count).toBe(2);
});
