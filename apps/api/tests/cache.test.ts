import { contract } from '@hubtwin/contract';
import { resources } from '@hubtwin/resources';
import { freePort, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { routes } from '../src/routes/index.ts';
import { issueOf, pullOf, renamedFrom } from './payloads.ts';
import { type Answered, startApi, type TestApi } from './start-api.ts';

const shown = { id: 3001, fullName: 'acme/shown' };
const hidden = { id: 3002, fullName: 'acme/hidden' };
const issues = '/api/v1/repositories/acme/shown/issues';

let api: TestApi;
let metricsPort: number;
let version = 0;

/** An issue with its own version: each call is newer than the previous one. */
const issue = (repo: typeof shown, id: number, title: string) => {
  version += 1;
  const updated_at = new Date(Date.UTC(2026, 2, 2) + version * 1_000).toISOString();
  return issueOf(repo, { id, number: id, title, updated_at }, 'edited');
};

const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();

/** Waits until all commits so far have invalidated their responses. */
async function followed(): Promise<void> {
  const now = performance.now();
  await waitFor('the log to be followed', async () => {
    const stalenessMs = Number(/^cache_staleness_seconds (\S+)/m.exec(await metrics())?.[1]) * 1_000;
    return performance.now() - stalenessMs > now;
  });
}

async function count(name: string): Promise<Record<string, number>> {
  const text = await metrics();
  const lines = [...text.matchAll(new RegExp(`^${name}\\{resource="(\\w+)"\\} (\\d+)`, 'gm'))];
  return Object.fromEntries(lines.map(([, resource = '', value]) => [resource, Number(value)]));
}

/** Repeats a request until the response comes from the cache. */
const cached = (path: string, key?: string) =>
  waitFor(`${path} to be cached`, async () => {
    const sum = async () => Object.values(await count('cache_hits_total')).reduce((a, b) => a + b, 0);
    const before = await sum();
    const answer = await api.ask(path, key === undefined ? {} : { key });
    return (await sum()) > before ? answer : undefined;
  });

const titles = (answer: { json: { data: { title: string }[] } }) =>
  answer.json.data.map(({ title }) => title);

beforeAll(async () => {
  metricsPort = await freePort();
  api = await startApi({ cache: {}, metricsPort });
});
beforeEach(async () => {
  await api.apply([issue(shown, 10, 'one'), issue(hidden, 11, 'secret')]);
  await followed();
  for (const { fullName } of [shown, hidden]) {
    await api.ask(`/api/v1/repositories/${fullName}/cache/invalidate`, { method: 'POST' });
  }
});
afterAll(() => api[Symbol.asyncDispose]());

test('a second read is a hit, counted by resource, with the same text, ETag and Link, and 304 to a client that has it', async () => {
  await api.apply([issue(shown, 12, 'two')]);
  await waitFor('two issues', async () => titles(await api.ask(issues)).length === 2);
  const first = await api.ask(`${issues}?limit=1`);
  const again = await cached(`${issues}?limit=1`);
  expect(again.text).toBe(first.text);
  for (const name of ['etag', 'link', 'cache-control', 'content-type', 'vary']) {
    expect([name, again.headers.get(name)]).toEqual([name, first.headers.get(name)]);
    expect(again.headers.get(name)).not.toBeNull();
  }
  const etag = again.headers.get('etag') ?? '';
  const known = await api.ask(`${issues}?limit=1`, { headers: { 'if-none-match': etag } });
  expect(known.status).toBe(304);
  expect((await count('cache_hits_total')).issues).toBeGreaterThan(0);
  expect((await count('cache_misses_total')).issues).toBeGreaterThan(0);
});

test.for([issues, '/api/v1/issues', `${issues}/10`, '/api/v1/repositories/acme/shown'])(
  'a change is visible in %s within a second, although it was cached',
  async (path) => {
    const { json: before } = await cached(path);
    const opened = pullOf(shown, { id: 900 + version, number: 900 + version });
    await api.apply([issue(shown, 10, 'new title'), opened]);
    const isNew = ({ text, json }: Answered) =>
      text.includes('new title') || json.open_pulls_count === before.open_pulls_count + 1;
    await waitFor('the change', async () => isNew(await api.ask(path)), { timeoutMs: 1_000, everyMs: 10 });
  },
);

test('cached responses show the new name of a renamed repository, also across repositories', async () => {
  const old = { id: 3003, fullName: 'acme/old' };
  await api.apply([issue(old, 13, 'moves')]);
  await cached('/api/v1/issues');
  await cached('/api/v1/repositories/acme/old/issues');
  await api.apply([renamedFrom({ ...old, fullName: 'acme/renamed' }, 'old')]);
  for (const path of ['/api/v1/issues', '/api/v1/repositories/acme/renamed/issues']) {
    const isRenamed = async () => (await api.ask(path)).text.includes('acme/renamed');
    await waitFor(`the new name in ${path}`, isRenamed, { timeoutMs: 1_000 });
  }
  expect((await api.ask('/api/v1/repositories/acme/old/issues')).status).toBe(301);
});

describe('responses that one key has cached are limited to the visibility of another key', () => {
  test.for([
    '/api/v1/issues',
    '/api/v1/repositories',
    '/api/v1/runs',
    '/api/v1/pulls',
    '/api/v1/installations',
  ])('%s', async (path) => {
    const limited = await api.createKey({ repositoryIds: [shown.id] });
    const other = await api.createKey({ repositoryIds: [hidden.id] });
    const both = await api.createKey({ repositoryIds: [hidden.id, shown.id] });
    await cached(path);
    await cached(path, both);
    await cached(path, other);
    const answer = await api.ask(path, { key: limited });
    expect(answer.text).not.toContain('hidden');
    expect(answer.text).not.toContain('secret');
    if (path === '/api/v1/issues') expect(titles(answer)).toContain('one');
  });

  test('a hidden repository is still 404, and a revoked key is refused at once', async () => {
    const path = '/api/v1/repositories/acme/hidden/issues/11';
    await cached(path);
    const limited = await api.createKey({ repositoryIds: [shown.id] });
    expect((await api.ask(path, { key: limited })).status).toBe(404);
    const key = await api.createKey();
    await cached(path, key);
    await sql`update api_keys set revoked_at = now()`.execute(api.connection.database);
    expect((await api.ask(path, { key })).status).toBe(401);
  });

  test('a repository that was removed from the allow-list is 404 at once, although its responses are cached', async () => {
    const key = await api.createKey({ repositoryIds: [shown.id, hidden.id] });
    const path = '/api/v1/repositories/acme/hidden/issues';
    await cached(path, key);
    await sql`update api_keys set repository_ids = array[${shown.id}::bigint]`.execute(
      api.connection.database,
    );
    expect((await api.ask(path, { key })).status).toBe(404);
  });
});

describe('invalidation on request', () => {
  const invalidate = (body?: object, key?: string) =>
    api.ask('/api/v1/repositories/acme/shown/cache/invalidate', {
      method: 'POST',
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { key }),
    });
  /**
   * Changes every title in the database alone, without a change row, while the answers to `paths` are cached. A follower
   * that a busy machine delays lets the cache expire early, and the paths are answered from the database: then it is repeated.
   */
  const retitleBehindCache = (...paths: string[]) =>
    waitFor('titles to change behind the cache', async () => {
      await sql`update issues set title = case id when 11 then 'secret' else 'one' end`.execute(
        api.connection.database,
      );
      await invalidate();
      await api.ask('/api/v1/repositories/acme/hidden/cache/invalidate', { method: 'POST' });
      for (const path of paths) await cached(path);
      await sql`update issues set title = 'by hand'`.execute(api.connection.database);
      const answers = await Promise.all(paths.map((path) => api.ask(path)));
      return answers.every((answer) => !titles(answer).includes('by hand'));
    });

  test.for([undefined, { pattern: '*' }, { pattern: 'iss*' }, { pattern: 'issues' }])(
    '%j drops responses',
    async (body) => {
      await retitleBehindCache(issues, '/api/v1/issues');
      expect(await invalidate(body)).toMatchObject({ status: 200, json: { status: 'invalidated' } });
      expect(titles(await api.ask(issues))).not.toContain('one');
      expect(new Set(titles(await api.ask('/api/v1/issues')))).toEqual(new Set(['by hand']));
    },
  );

  test('a pattern of other resources, or another repository, does not drop them', async () => {
    const others = '/api/v1/repositories/acme/hidden/issues';
    await waitFor('answers that stay', async () => {
      await retitleBehindCache(issues, others);
      await invalidate({ pattern: 'pull_*' });
      const stays = titles(await api.ask(issues)).includes('one');
      await invalidate();
      return stays && titles(await api.ask(others))[0] === 'secret';
    });
  });

  test('requires the scope write, the repository, and a pattern with few stars', async () => {
    expect((await invalidate({}, await api.createKey({ scopes: ['read'] }))).status).toBe(403);
    const other = await api.createKey({ scopes: ['write'], repositoryIds: [hidden.id] });
    expect((await invalidate({}, other)).status).toBe(404);
    for (const pattern of ['a*b*c*d*', 'repo:7', 'x'.repeat(65)]) {
      expect((await invalidate({ pattern })).status).toBe(400);
    }
  });
});

test('without a readable change log no response is cached', async () => {
  await using other = await startApi({ cache: {} });
  const { database } = other.connection;
  await other.apply([issue(shown, 10, 'one')]);
  await waitFor('a cached answer', async () => {
    const [first] = titles(await other.ask(issues));
    // No entry of the log invalidates the response.
    await sql`update issues set title = title || '.'`.execute(database);
    return titles(await other.ask(issues))[0] === first;
  });
  await sql`alter function changes_horizon() rename to changes_horizon_renamed`.execute(database);
  await sql`update issues set title = 'by hand'`.execute(database);
  const isFresh = async () => titles(await other.ask(issues))[0] === 'by hand';
  await waitFor('a fresh answer', isFresh, { timeoutMs: 1_500 });
});

test('while Redis is unavailable no response is cached, and a requested invalidation is 503', async () => {
  await using other = await startApi({ cache: { REDIS_URL: `redis://127.0.0.1:${await freePort()}` } });
  await other.apply([issue(shown, 10, 'one')]);
  expect(titles(await other.ask(issues))).toEqual(['one']);
  const refused = await other.ask('/api/v1/repositories/acme/shown/cache/invalidate', { method: 'POST' });
  expect(refused).toMatchObject({ status: 503, json: { code: 'cache_unavailable' } });
});

test('the cache in Redis is not used while no cache-worker follows', async () => {
  await using redis = await startTestRedis();
  await using other = await startApi({ cache: { REDIS_URL: redis.url } });
  await other.apply([issue(shown, 10, 'one')]);
  await other.ask(issues);
  await sql`update issues set title = 'by hand'`.execute(other.connection.database);
  expect(titles(await other.ask(issues))).toEqual(['by hand']);
});

test('every read of mirrored data is cached, with existing resources', () => {
  const known = new Set([...resources.map(({ name }) => name), 'rate_limits']);
  const notCached = routes.flatMap(({ contract: { method, path }, cachedAs }) => {
    for (const name of cachedAs?.shows ?? []) expect(known).toContain(name);
    return method === 'get' && cachedAs === undefined ? [path] : [];
  });
  const expected = [
    contract.getHealth.path,
    contract.getReadiness.path,
    contract.getOpenApi.path,
    contract.getDocs.path,
    contract.getRepositoryById.path,
    contract.listChanges.path,
    contract.listAllChanges.path,
    contract.streamChanges.path,
    // It is derived from members, teams and repositories.
    contract.listCollaborators.path,
    contract.search.path,
    contract.getSyncStatus.path,
    contract.getSyncHealth.path,
    contract.listSyncJobs.path,
    contract.getSyncJob.path,
    contract.listSyncJobRepositories.path,
    contract.listProjects.path,
    contract.getProject.path,
    contract.listProjectUpdates.path,
    contract.listProjectSnapshots.path,
    contract.listWebhookEvents.path,
    contract.getWebhookEvent.path,
    contract.getWebhookStats.path,
    contract.getWebhookHealth.path,
    contract.listRateLimitHistory.path,
    contract.getStatus.path,
    contract.getRedoc.path,
    contract.getRepositoryAccess.path,
    contract.installApp.path,
    contract.finishAppInstall.path,
    contract.listWebhookConfigs.path,
    contract.getWebhookConfig.path,
    contract.listApiKeys.path,
    contract.getApiKey.path,
    contract.listAuditLog.path,
  ];
  expect(notCached.sort()).toEqual(expected.sort());
});
