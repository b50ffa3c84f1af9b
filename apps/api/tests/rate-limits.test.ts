import { storeRateLimitSamples } from '@hubtwin/database';
import { fetchAllRateLimits } from '@hubtwin/github';
import { startTelemetry } from '@hubtwin/telemetry';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installationOf } from './payloads.ts';
import { startApi, type TestApi, testGitHub } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

const minuteMs = 60_000;
const credential = 'a1b2c3d4e5f6';
const repo = { id: 1001, fullName: 'acme/rocket' };

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
const status = async (api: TestApi) => (await api.ask('/api/v1/rate-limits/status')).json.rate_limits;
const coreOf = (limits: { resource: string }[]) => limits.find(({ resource }) => resource === 'core');
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minuteMs);

type Sample = Parameters<typeof storeRateLimitSamples>[1][number];
const sample = (values: Partial<Sample> = {}): Sample => ({
  credential,
  resource: 'core',
  limit: 5_000,
  used: 2_000,
  resetAt: inMinutes(39),
  closedUntil: null,
  inFlight: 3,
  burnRate: 3_000 / (30 * 60),
  seenAt: new Date(),
  ...values,
});
const store = (api: TestApi, values: Partial<Sample> = {}, at?: Date) =>
  storeRateLimitSamples(api.connection.database, [sample(values)], at);

describe('the status', () => {
  test('shows the samples of workers, and when the limit is exhausted at this pace', async () => {
    const api = await start({});
    await store(api);
    const [limit] = await status(api);
    expect(limit).toMatchObject({ credential, limit: 5_000, used: 2_000, remaining: 3_000, in_flight: 3 });
    expect(limit.pace_per_hour).toBeGreaterThan(5_900);
    const { exhausted_at, before_reset_seconds, message } = limit.exhaustion;
    expect(Math.abs(Date.parse(exhausted_at) - Date.now() - 30 * minuteMs)).toBeLessThan(minuteMs);
    expect(before_reset_seconds).toBeGreaterThan(8 * 60);
    expect(message).toBe(`at this pace empty at ${exhausted_at.slice(11, 16)}, 9 minutes before reset`);
  });

  test('shows zero use of an expired window, and no pace of an hour ago', async () => {
    const api = await start({});
    await store(api, { resetAt: inMinutes(-1), seenAt: inMinutes(-60) });
    expect(await status(api)).toMatchObject([
      { used: 0, remaining: 5_000, reset_at: null, pace_per_hour: 15, exhaustion: null },
    ]);
  });

  test('shows the newer of the state of this process and the sample', async () => {
    const api = await start();
    const { json } = await track(api);
    const { credential } = json.rate_limits[0];
    const known = coreOf(await status(api));
    expect(known).toMatchObject({ credential, limit: 5_000, used: 0 });
    // Another process has sent a request since.
    await store(api, { credential, used: 700, seenAt: inMinutes(1) });
    expect(coreOf(await status(api))).toMatchObject({ used: 700 });
  });
});

describe('the health', () => {
  test.each([
    [4_500, 'healthy'],
    [4_600, 'warning'],
    [4_950, 'critical'],
  ])('with %i of 5,000 used is %s', async (used, expected) => {
    const api = await start({});
    await store(api, { used });
    const { json } = await api.ask('/api/v1/rate-limits/health');
    expect(json.status).toBe(expected);
    expect(json.reasons).toHaveLength(expected === 'healthy' ? 0 : 1);
  });

  test('is critical while GitHub has closed the credential, and not after', async () => {
    const api = await start({});
    await store(api, { closedUntil: inMinutes(5) }, inMinutes(-2));
    const health = async () => (await api.ask('/api/v1/rate-limits/health')).json;
    expect(await health()).toMatchObject({
      status: 'critical',
      reasons: [{ severity: 'critical', credential, resource: null }],
    });
    await store(api, { closedUntil: inMinutes(-1) });
    expect(await health()).toEqual({ status: 'healthy', reasons: [] });
  });
});

describe('the history', () => {
  const history = (api: TestApi, query: string) => api.ask(`/api/v1/rate-limits/history${query}`);
  const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 12, minutes));

  test.each([
    ['', ['f search', 'f core', 'a search', 'a core']],
    ['credential=a1b2c3d4e5f6&', ['a search', 'a core']],
    ['resource=core&', ['f core', 'a core']],
    ['credential=a1b2c3d4e5f6&resource=core&', ['a core']],
  ])('of ?%s is every sample, the newest first, whatever the size of the page', async (query, wanted) => {
    const api = await start({});
    for (let n = 0; n < 5; n += 1) {
      for (const credential of ['a1b2c3d4e5f6', 'ffffffffffff']) {
        for (const resource of ['core', 'search']) {
          await store(api, { credential, resource, used: n, seenAt: at(n) }, at(n));
        }
      }
    }
    for (const limit of [1, 3, 100]) {
      const found: string[] = [];
      for (let next: string | undefined = `?${query}limit=${limit}`; next !== undefined; ) {
        const { json, headers } = await history(api, next);
        for (const { credential, resource, used } of json.data) {
          found.push(`${used} ${credential[0]} ${resource}`);
        }
        next = /\/history([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(found).toEqual([4, 3, 2, 1, 0].flatMap((n) => wanted.map((each) => `${n} ${each}`)));
    }
  });

  test('is filtered by credential, resource and time', async () => {
    const api = await start({});
    const others = [{ resource: 'search' }, { credential: 'ffffffffffff' }];
    for (let n = 0; n < 4; n += 1) {
      for (const other of [{}, ...others]) await store(api, { ...other, used: n, seenAt: at(n) }, at(n));
    }
    const count = async (query: string) => (await history(api, query)).json.data.length;
    expect(await count('')).toBe(12);
    expect(await count(`?credential=${credential}`)).toBe(8);
    expect(await count('?resource=core')).toBe(8);
    expect(await count(`?credential=${credential}&resource=core`)).toBe(4);
    const between = `&since=${at(1).toISOString()}&until=${at(3).toISOString()}`;
    const { json } = await history(api, `?credential=${credential}&resource=core${between}`);
    expect(json.data.map(({ used }: { used: number }) => used)).toEqual([2, 1]);
  });

  test('with an invalid fingerprint is 400', async () => {
    const api = await start({});
    for (const query of ['?credential=ghp_x', '?resource=', '?since=yesterday']) {
      expect((await history(api, query)).json.code).toBe('invalid_request');
    }
  });
});

describe('tracking', () => {
  test('requests the limits of every token and installation, stores and returns them', async () => {
    const { token, installationId, app, simulator } = github;
    const other = simulator.rest.credentials.createPersonalToken({ login: 'bram-visser' });
    const api = await start({ github: { ...github.options, tokens: [token, other], app } });
    await api.apply([installationOf(installationId, [repo])]);
    const { status, json, text } = await track(api);
    expect([status, json.failures]).toEqual([200, []]);
    const cores = json.rate_limits.filter(({ resource }: { resource: string }) => resource === 'core');
    expect(cores).toHaveLength(3);
    expect(simulator.rest.log.list({ route: 'GET /rate_limit' })).toHaveLength(3);
    for (const secret of [token, other, 'ghs_']) expect(text).not.toContain(secret);
    const { json: stored } = await api.ask('/api/v1/rate-limits/history?limit=100');
    expect(stored.data).toHaveLength(json.rate_limits.length);
    expect(coreOf(stored.data)).toMatchObject({ limit: expect.any(Number), used: 0 });
  });

  test('includes the use by other programs', async () => {
    const { simulator } = github;
    const api = await start();
    await track(api);
    const [payer = ''] = simulator.rest.log.list().map(({ payer }) => payer);
    simulator.rest.budgets.set(payer, 'core', { used: 4_999 });
    expect(coreOf((await track(api)).json.rate_limits)).toMatchObject({ used: 4_999, remaining: 1 });
    expect((await api.ask('/api/v1/rate-limits/health')).json.status).toBe('critical');
  });

  test('reports the credentials that GitHub refuses, and returns the others', async () => {
    const revoked = `ghp_${'x'.repeat(36)}`;
    const api = await start({ github: { ...github.options, tokens: [github.token, revoked] } });
    const { status, json, text } = await track(api);
    expect([status, json.failures]).toEqual([
      200,
      [
        {
          credential: expect.stringMatching(/^[0-9a-f]{12}$/),
          code: 'github_auth',
          message: 'Bad credentials',
        },
      ],
    ]);
    expect(coreOf(json.rate_limits)).toBeDefined();
    expect(text).not.toContain(revoked);
  });

  test('omits suspended installations', async () => {
    const api = await start({ github: { ...github.options, app: github.app } });
    await api.apply([installationOf(github.installationId, [repo]), installationOf(77, [repo])]);
    await api.connection.pool.query('update installations set suspended_at = now() where id = 77');
    expect((await track(api)).json).toMatchObject({ failures: [] });
  });

  test('ends at its deadline, even if GitHub hangs', async () => {
    const telemetry = owned.use(await startTelemetry('api', { logLevel: 'silent' }));
    github.simulator.rest.faults.add({ fault: { kind: 'timeout' } });
    const client = owned.use(testGitHub(telemetry, github.options));
    const started = performance.now();
    const { limits, failures } = await fetchAllRateLimits(client.credentials([]), 200);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(limits).toEqual([]);
    expect(failures.map(({ error }) => error.code)).toEqual(['github_timeout']);
  });
});
