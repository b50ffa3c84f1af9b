import { request as httpRequest } from 'node:http';
import { problem } from '@hubtwin/contract';
import { createDatabase, type DatabaseConnection } from '@hubtwin/database';
import { listen } from '@hubtwin/service';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../src/create-app.ts';
import { createChangeFeed } from '../src/feed/create-change-feed.ts';
import { createAuthenticator } from '../src/http/authenticate.ts';
import { createRequestLimits } from '../src/limits/create-request-limits.ts';
import { issueOf } from './payloads.ts';
import { type Answered, adminKey, notInstalling, startApi, type TestApi, testGitHub } from './start-api.ts';

const repo = { id: 4001, fullName: 'acme/rocket' };
const base = '/api/v1/repositories/acme/rocket';
const replay = '/api/v1/webhooks/events/replay';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply([
    issueOf(repo, { id: 41, number: 5 }),
    issueOf(repo, { id: 42, number: 6, updated_at: '2026-03-02T12:00:00Z' }, 'deleted'),
  ]);
});
afterAll(() => api[Symbol.asyncDispose]());

function expectProblem(answer: Answered, status: number, code: string): void {
  expect([answer.status, answer.json?.code], answer.text).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(problem.strict().parse(answer.json)).toMatchObject({
    status,
    type: `urn:hubtwin:problem:${code}`,
    request_id: answer.headers.get('x-request-id'),
  });
  expect(answer.text).not.toMatch(/\.ts|node_modules|at \w+ \(/);
}

test('an unknown route is 404', async () => {
  for (const path of ['/', '/api/v1', '/api/v2/issues', `${base}/nothing`, '/docs/assets/secrets.txt']) {
    expectProblem(await api.ask(path), 404, 'not_found');
  }
});

test('a known route with another method is 405 and says which it takes', async () => {
  const answer = await api.ask('/api/v1/issues', { method: 'DELETE' });
  expectProblem(answer, 405, 'method_not_allowed');
  expect(answer.headers.get('allow')).toBe('GET, HEAD');
  const get = await api.ask(replay);
  expectProblem(get, 405, 'method_not_allowed');
  expect(get.headers.get('allow')).toBe('POST');
});

test('errors of path and query are 400, and all are reported', async () => {
  const answer = await api.ask(
    '/api/v1/repositories/acme/ro%20cket/issues?limit=0&state=ajar&since=yesterday',
  );
  expectProblem(answer, 400, 'invalid_request');
  const paths = answer.json.errors.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(['path.repo', 'query.limit', 'query.state', 'query.since']);
});

test.for([
  '?limit=101',
  '?limit=-1',
  '?limit=1.5',
  '?limit=',
  '?limit=0x10',
  '?limit=1&limit=2',
  '?author=',
  '?author=%00',
  '?since=2026-01-01',
  '?since=2026-02-30T00:00:00Z',
  '?since=0000-01-01T00:00:00Z',
  '?cursor=%22',
  '?since=9999-12-31T23:59:59-00:01',
  '?sort=title',
  '?direction=up',
])('%s is 400', async (query) => {
  expectProblem(await api.ask(`/api/v1/issues${query}`), 400, 'invalid_request');
});

test('a filter that names an unknown object is not an empty list', async () => {
  const named = ['/api/v1/webhooks/events', '/api/v1/projects', '/api/v1/search', '/api/v1/access'];
  for (const path of named) {
    const query = path.endsWith('search') ? 'q=x&' : '';
    expectProblem(await api.ask(`${path}?${query}repository=acme/rokcet`), 404, 'not_found');
  }
  expectProblem(
    await api.ask(replay, { method: 'POST', body: { repository: 'acme/rokcet' } }),
    404,
    'not_found',
  );
  expectProblem(await api.ask('/api/v1/sync/jobs?installation_id=4711'), 404, 'not_found');
  for (const query of ['runs?status=compelted', 'runs?conclusion=sucess', 'runners?status=onlin']) {
    expectProblem(await api.ask(`/api/v1/${query}`), 400, 'invalid_request');
  }
});

test('every list accepts the earliest and the latest valid time of a filter', async () => {
  for (const path of ['issues', 'pulls', 'webhooks/events', 'audit-log', 'rate-limits/history']) {
    for (const time of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z']) {
      const { status, text } = await api.ask(`/api/v1/${path}?since=${time}`);
      expect([path, time, status], text).toEqual([path, time, 200]);
    }
  }
});

test('numbers that no row can have are 400, missing ones 404', async () => {
  for (const number of ['0', 'x', '2147483648', '99999999999999999999']) {
    expectProblem(await api.ask(`${base}/issues/${number}`), 400, 'invalid_request');
  }
  expectProblem(await api.ask(`${base}/issues/2147483647`), 404, 'not_found');
  expectProblem(await api.ask(`${base}/runs/9007199254740992`), 400, 'invalid_request');
  expectProblem(await api.ask(`${base}/runs/9007199254740991`), 404, 'not_found');
});

test('a deleted issue is 410, an unknown one 404, and lists show neither', async () => {
  expectProblem(await api.ask(`${base}/issues/6`), 410, 'gone');
  expectProblem(await api.ask(`${base}/issues/7`), 404, 'not_found');
  const { json } = await api.ask(`${base}/issues`);
  expect(json.data.map(({ number }: { number: number }) => number)).toEqual([5]);
});

test('a broken percent-encoding is 400', async () => {
  expectProblem(await api.ask('/api/v1/repositories/%E0%A4%A/x'), 400, 'invalid_request');
});

describe('a body', () => {
  const send = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    api.ask(replay, { method: 'POST', body, headers });

  test('that is not JSON is 400', async () => {
    for (const body of ['{', 'nonsense', '"text"', '[']) {
      expectProblem(await send(body), 400, 'malformed_body');
    }
  });

  test('that is missing or invalid is 400', async () => {
    expectProblem(await api.ask(replay, { method: 'POST' }), 400, 'invalid_request');
    for (const body of [
      '{}',
      '[]',
      '{"limit":5}',
      '{"status":"lost"}',
      '{"status":"parked","limit":1001}',
      '{"sttus":"parked"}',
    ]) {
      expectProblem(await send(body), 400, 'invalid_request');
    }
  });

  test('that is too large is 413', async () => {
    expectProblem(await send(JSON.stringify({ event: 'x'.repeat(70_000) })), 413, 'body_too_large');
  });

  test('of another type is 415', async () => {
    expectProblem(
      await send('status=parked', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_media_type',
    );
    expectProblem(
      await send('{}', { 'content-type': 'application/json', 'content-encoding': 'zebra' }),
      415,
      'unsupported_media_type',
    );
  });

  test('is not read before the key is checked', async () => {
    const answer = await api.ask(replay, { method: 'POST', key: null, body: '{' });
    expectProblem(answer, 401, 'unauthenticated');
  });
});

describe('the request id', () => {
  test('is that of the client if it is valid', async () => {
    const answer = await api.ask('/none', { headers: { 'x-request-id': 'trace-0123.abc_DEF' } });
    expect(answer.headers.get('x-request-id')).toBe('trace-0123.abc_DEF');
    expectProblem(answer, 404, 'not_found');
  });

  test('is generated otherwise', async () => {
    const ids = await Promise.all(
      ['', 'short', 'has spaces in it', 'x'.repeat(129), '<script>alert</script>'].map(async (id) => {
        const { headers } = await api.ask('/healthz', { headers: { 'x-request-id': id } });
        return headers.get('x-request-id') ?? '';
      }),
    );
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('responses have security headers, and do not reveal the server', async () => {
  const { headers } = await api.ask('/healthz');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('an internal error is 500 and reveals no details', async () => {
  // The stored values no longer match the contract.
  const broken = { id: 4002, fullName: 'acme/broken' };
  await api.apply([issueOf(broken, { id: 77, number: 1 })]);
  await api.connection.pool.query(`update issues set labels = '{NULL}' where id = 77`);
  expectProblem(await api.ask('/api/v1/repositories/acme/broken/issues/1'), 500, 'internal');
});

function unaudited({ database, pool }: DatabaseConnection, { logger, meter }: Telemetry) {
  const audit = { record: () => {}, refuse: () => {}, [Symbol.asyncDispose]: async () => {} };
  const authenticate = createAuthenticator({ database, adminKey, audit });
  return { audit, authenticate, feed: createChangeFeed({ database, pool, authenticate, logger, meter }) };
}

test('without the database the API answers 503 with Retry-After, and stays alive', async () => {
  await using connection = createDatabase({ url: 'postgres://nobody@127.0.0.1:9/none', poolMax: 2 });
  await using telemetry = await startTelemetry('api', { logLevel: 'silent' });
  const { database } = connection;
  const enqueueDeliveries = async () => {};
  const enqueueRecovery = async () => {};
  await using github = testGitHub(telemetry);
  const app = createApp({
    database,
    github,
    installing: { database, ...notInstalling },
    enqueueAutoImport: async () => false,
    caching: null,
    keys: null,
    hooks: { url: undefined, isEnabled: true },
    enqueueDeliveries,
    enqueueRecovery,
    enqueueProject: async () => {},
    queues: { enqueueAll: async () => {} },
    pacing: { strategy: 'adaptive', maxPerHour: null },
    sync: { intervalMinutes: 15, minAgeMinutes: 10 },
    enqueueRunJobs: async () => {},
    adminKey,
    trustProxy: 0,
    ...telemetry,
    ...unaudited(connection, telemetry),
    limits: createRequestLimits({ perMinute: 100, failuresPerMinute: 100, redisUrl: undefined }),
    openQueues: async () => [],
  });
  await using service = await listen(app, { port: 0, variable: 'API_PORT', host: '127.0.0.1' });
  for (const path of ['/readyz', '/api/v1/repositories', base]) {
    const response = await fetch(`http://127.0.0.1:${service.port}${path}`, {
      headers: { authorization: `Bearer ${adminKey}` },
    });
    const text = await response.text();
    expectProblem(
      { ...response, status: response.status, headers: response.headers, text, json: JSON.parse(text) },
      503,
      'database_unavailable',
    );
    expect(response.headers.get('retry-after')).toBe('5');
  }
  expect((await fetch(`http://127.0.0.1:${service.port}/healthz`)).status).toBe(200);
});

test('readiness fails within about a second when the database hangs', async () => {
  await using telemetry = await startTelemetry('api', { logLevel: 'silent' });
  // A pool of one whose connection is in use: requests for it wait.
  await using connection = createDatabase({ url: api.connection.url, poolMax: 1 });
  const held = await connection.pool.connect();
  await using github = testGitHub(telemetry);
  const app = createApp({
    database: connection.database,
    github,
    installing: { database: connection.database, ...notInstalling },
    enqueueAutoImport: async () => false,
    caching: null,
    keys: null,
    hooks: { url: undefined, isEnabled: true },
    enqueueDeliveries: async () => {},
    enqueueProject: async () => {},
    enqueueRunJobs: async () => {},
    enqueueRecovery: async () => {},
    queues: { enqueueAll: async () => {} },
    pacing: { strategy: 'adaptive', maxPerHour: null },
    sync: { intervalMinutes: 15, minAgeMinutes: 10 },
    adminKey,
    trustProxy: 0,
    ...telemetry,
    ...unaudited(connection, telemetry),
    limits: createRequestLimits({ perMinute: 100, failuresPerMinute: 100, redisUrl: undefined }),
    openQueues: async () => [],
  });
  await using service = await listen(app, { port: 0, variable: 'API_PORT', host: '127.0.0.1' });
  const started = performance.now();
  const { status } = await fetch(`http://127.0.0.1:${service.port}/readyz`);
  const elapsed = performance.now() - started;
  held.release();
  expect(status).toBe(503);
  expect(elapsed).toBeLessThan(1_500);
});

test('repeated and unusual headers do not cause server errors', async () => {
  const { port } = new URL(api.origin);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const raw = httpRequest(
    {
      port,
      host: '127.0.0.1',
      path: '/api/v1/issues',
      headers: ['authorization', 'Bearer', 'authorization', `Bearer ${adminKey}`, 'host', 'x'],
    },
    (response) => resolve(response.resume().statusCode ?? 0),
  );
  raw.once('error', reject).end();
  expect(await promise).toBe(401);
});
