import { addRequestCounts, type RequestCounts, storeRateLimitSamples } from '@hubtwin/database';
import { checkCredentials, reportRequests } from '@hubtwin/replication';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installationOf, issueOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

const repo = { id: 1001, fullName: 'acme/rocket' };
const dayMs = 86_400_000;

let owned: AsyncDisposableStack;
let github: TestGitHub;
beforeEach(async () => {
  owned = new AsyncDisposableStack();
  github = owned.use(await startGitHub());
});
afterEach(() => owned.disposeAsync());

const start = async (options: Parameters<typeof startApi>[0] = { github: github.options }) =>
  owned.use(await startApi(options));
const track = (api: TestApi) => api.ask('/api/v1/rate-limits/track', { method: 'POST' });
const statusOf = async (api: TestApi) => (await api.ask('/api/v1/status')).json;
const newToken = (expiresInDays?: number) =>
  github.simulator.rest.credentials.createPersonalToken({
    login: 'ada-okafor',
    scopes: ['repo', 'read:org'],
    ...(expiresInDays !== undefined && { expiresAt: Date.now() + expiresInDays * dayMs }),
  });
const withTokens = (...tokens: string[]) => start({ github: { ...github.options, tokens } });
const check = ({ connection, github: client }: TestApi) =>
  checkCredentials({ database: connection.database, github: client });

test('names budget, credentials and repositories, and no secret', async () => {
  const { installationId, app, token } = github;
  const api = await start({ github: { ...github.options, app } });
  const other = { id: 1002, fullName: 'acme/other' };
  await api.apply([installationOf(installationId, [repo]), issueOf(other, { id: 1, number: 1 })]);
  await api.connection.pool.query(`update repositories set last_sync_error = 'no' where id = 1002`);
  await track(api);
  const { status, json, text } = await api.ask('/api/v1/status');
  expect(status).toBe(200);
  expect(json).toMatchObject({
    rate_limits: expect.arrayContaining([expect.objectContaining({ resource: 'core' })]),
    credentials: [
      { kind: 'token', installation_id: null },
      { kind: 'app', installation_id: null },
      { kind: 'installation', installation_id: installationId },
    ],
    repositories: { tracked: 2, failing: 1 },
  });
  const fingerprints = json.credentials.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  const credentials = json.rate_limits.map(({ credential }: { credential: string }) => credential);
  expect(fingerprints).toEqual(expect.arrayContaining([...new Set(credentials)]));
  for (const secret of [token, 'ghs_', 'PRIVATE KEY']) expect(text).not.toContain(secret);
});

test('sums the requests of all processes, and names each service', async () => {
  const api = await start({});
  const { database } = api.connection;
  const lastAt = new Date('2026-03-01T12:00:00.000Z');
  const counts = (values: Partial<RequestCounts>): RequestCounts => ({
    answers: 0,
    notModified: 0,
    refused: 0,
    seconds: 0,
    lastAt: null,
    errors: {},
    ...values,
  });
  // Two sync-workers and one import-worker, each reporting more than once.
  const syncCounts = { answers: 10, notModified: 4, refused: 1, seconds: 2, errors: { github_server: 1 } };
  await addRequestCounts(database, 'sync-worker', counts({ ...syncCounts, lastAt }));
  await addRequestCounts(database, 'sync-worker', counts({ answers: 2, seconds: 1, lastAt: new Date(0) }));
  await addRequestCounts(
    database,
    'sync-worker',
    counts({ errors: { github_server: 2, github_timeout: 1 } }),
  );
  await addRequestCounts(database, 'import-worker', counts({ answers: 8, seconds: 7, lastAt: new Date(1) }));
  const { requests } = await statusOf(api);
  expect(requests).toEqual({
    since: expect.stringMatching(/:00:00\.000Z$/),
    answers: 20,
    not_modified: 4,
    refused: 1,
    mean_seconds: 0.5,
    last_request_at: lastAt.toISOString(),
    errors: { github_server: 3, github_timeout: 1 },
    services: [
      expect.objectContaining({ service: 'import-worker', answers: 8, mean_seconds: 0.875, errors: {} }),
      expect.objectContaining({
        service: 'sync-worker',
        answers: 12,
        mean_seconds: 0.25,
        last_request_at: lastAt.toISOString(),
        errors: { github_server: 3, github_timeout: 1 },
      }),
    ],
  });
});

test('what was requested more than a day ago is not counted', async () => {
  const api = await start({});
  const one = { answers: 1, notModified: 0, refused: 0, seconds: 1, lastAt: new Date(), errors: {} };
  await addRequestCounts(api.connection.database, 'api', one);
  await api.connection.pool.query(`update github_request_counts set hour = hour - interval '26 hours'`);
  expect((await statusOf(api)).requests).toMatchObject({ answers: 0, mean_seconds: null, services: [] });
});

test('a process reports each request once, and the last ones when it stops', async () => {
  const api = await start();
  const { database } = api.connection;
  const view = api.github.forTokens();
  const ask = () => view.fetch('GET /user', {}, { priority: 'critical', isFresh: true, once: true });
  const onError = (error: unknown) => {
    throw error;
  };
  {
    await using _reporter = reportRequests({
      database,
      github: api.github,
      service: 'api',
      everyMs: 5,
      onError,
    });
    await ask();
    await expect.poll(async () => (await statusOf(api)).requests.answers).toBe(1);
    await view.fetch('GET /repos/{owner}/{repo}', { owner: 'demo-org', repo: 'none' }).catch(() => {});
    await expect.poll(async () => (await statusOf(api)).requests.answers).toBe(2);
  }
  const { requests } = await statusOf(api);
  expect(requests).toMatchObject({ answers: 2, errors: { github_not_found: 1 } });
});

test('a report that fails is made up for by the next', async () => {
  const api = await start();
  const { database, pool } = api.connection;
  await pool.query('alter table github_request_counts rename to hidden');
  const failures: unknown[] = [];
  const onError = (error: unknown) => failures.push(error);
  await using _reporter = reportRequests({
    database,
    github: api.github,
    service: 'api',
    everyMs: 5,
    onError,
  });
  await api.github.forTokens().fetch('GET /user', {}, { priority: 'critical' });
  await expect.poll(() => failures.length).toBeGreaterThan(0);
  await pool.query('alter table hidden rename to github_request_counts');
  await expect.poll(async () => (await statusOf(api)).requests.answers).toBe(1);
});

test('shows the type, scopes and expiry of tokens, and what the App may do', async () => {
  const { app } = github;
  const api = await start({ github: { ...github.options, tokens: [newToken(30)], app } });
  expect((await statusOf(api)).credentials).toMatchObject([
    { kind: 'token', type: null, checked_at: null },
    { kind: 'app', type: 'app' },
  ]);
  await check(api);
  const { credentials, warnings } = await statusOf(api);
  expect(credentials).toMatchObject([
    {
      kind: 'token',
      type: 'classic',
      login: 'ada-okafor',
      scopes: ['repo', 'read:org'],
      expires_at: expect.stringMatching(/^20/),
      checked_at: expect.stringMatching(/^20/),
      error: null,
    },
    { kind: 'app', type: 'app', permissions: expect.objectContaining({ metadata: 'read' }), error: null },
  ]);
  expect(warnings).toEqual([]);
});

test('an installation is shown with its own permissions', async () => {
  const { app, installationId } = github;
  const api = await start({ github: { ...github.options, tokens: [], app } });
  await api.apply([installationOf(installationId, [repo])]);
  await api.connection.pool.query(`update installations set permissions = '{"issues":"read"}'`);
  expect((await statusOf(api)).credentials).toMatchObject([
    { kind: 'app' },
    { kind: 'installation', installation_id: installationId, permissions: { issues: 'read' } },
  ]);
});

test('a credential that has no request left is named, until its limit is reset', async () => {
  const api = await withTokens(newToken());
  const [{ fingerprint: credential }] = (await statusOf(api)).credentials;
  const store = (used: number, resetInMs: number) =>
    storeRateLimitSamples(api.connection.database, [
      {
        credential,
        resource: 'core',
        limit: 5_000,
        used,
        resetAt: new Date(Date.now() + resetInMs),
        closedUntil: null,
        inFlight: 0,
        burnRate: 0,
        seenAt: new Date(),
      },
    ]);
  await store(4_999, 60_000);
  expect((await statusOf(api)).warnings).toEqual([]);
  await store(5_000, 600_000);
  expect((await statusOf(api)).warnings).toEqual([
    {
      code: 'credential_exhausted',
      credential,
      message: expect.stringMatching(/core is exhausted until 20/),
    },
  ]);
});

test.each([
  [6.9, ['credential_expires']],
  [7.1, []],
])('of a token that expires in %d days it warns: %j', async (days, codes) => {
  const api = await withTokens(newToken(days));
  await check(api);
  const { warnings, credentials } = await statusOf(api);
  expect(warnings.map(({ code }: { code: string }) => code)).toEqual(codes);
  for (const { credential, message } of warnings) {
    expect(credential).toBe(credentials[0].fingerprint);
    expect(message).toBe(`expires at ${credentials[0].expires_at}: replace it before`);
  }
});

test('a revoked token among good ones is named, with what was known of it', async () => {
  const [good, revoked] = [newToken(), newToken()];
  const api = await withTokens(good, revoked);
  await check(api);
  const viewer = github.simulator.rest.credentials.find(revoked);
  if (viewer === undefined) throw new Error('no such token');
  github.simulator.rest.credentials.revoke(viewer);
  await api.connection.pool.query(`update github_credentials set checked_at = now() - interval '1 hour'`);
  await check(api);
  const { credentials, warnings } = await statusOf(api);
  expect(credentials).toMatchObject([
    { error: null },
    { error: 'Bad credentials', login: 'ada-okafor', type: 'classic' },
  ]);
  expect(warnings).toEqual([
    {
      code: 'credential_refused',
      credential: credentials[1].fingerprint,
      message: 'GitHub rejects it (Bad credentials): replace it',
    },
  ]);
});

test('an expired token is named as such', async () => {
  const api = await withTokens(newToken(1));
  await check(api);
  await api.connection.pool.query(`update github_credentials set expires_at = now() - interval '1 second'`);
  expect((await statusOf(api)).warnings).toMatchObject([{ code: 'credential_expired' }]);
});

test('an outage of GitHub is no fault of a credential, and a check is repeated only after most of an hour', async () => {
  const api = await withTokens(newToken());
  const { simulator } = github;
  simulator.rest.faults.add({ fault: { kind: 'status', status: 502 } });
  expect(await check(api)).toMatchObject({ checks: [], failures: [{ error: { code: 'github_server' } }] });
  expect((await statusOf(api)).warnings).toEqual([]);
  simulator.rest.faults.clear();
  expect((await check(api)).checks).toHaveLength(1);
  expect(await check(api)).toEqual({ checks: [], failures: [] });
});

test('shows the strategy of each rate limit and its reason', async () => {
  const api = await start({});
  const sample = (resource: string, used: number) => ({
    credential: 'a1b2c3d4e5f6',
    resource,
    limit: 5_000,
    used,
    resetAt: new Date(Date.now() + 600_000),
    closedUntil: null,
    inFlight: 0,
    burnRate: 0,
    seenAt: new Date(),
  });
  await storeRateLimitSamples(api.connection.database, [sample('core', 4_500), sample('graphql', 10)]);
  const { rate_limits: limits, strategy } = await statusOf(api);
  expect(strategy).toEqual({ configured: 'adaptive', max_requests_per_hour: null });
  expect(limits).toMatchObject([
    {
      resource: 'core',
      strategy: { name: 'conservative', reason: '90 % of the limit is used: more than 80 %' },
    },
    {
      resource: 'graphql',
      strategy: { name: 'aggressive', reason: '0 % of the limit is used: at most 60 %' },
    },
  ]);
});
