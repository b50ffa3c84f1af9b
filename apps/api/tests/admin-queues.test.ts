import { once } from 'node:events';
import { request } from 'node:http';
import { connectQueues, deliveriesQueue, migrateQueues, type QueueStore, queueNames } from '@hubtwin/queue';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, startTestRedis, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKey, notInstalling, startApi } from './start-api.ts';

const root = '/admin/queues';
const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`me:${password}`).toString('base64')}`,
});

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
  await migrateQueues(connection.url);
});
afterAll(() => connection[Symbol.asyncDispose]());

async function startBoard(store: QueueStore) {
  const owned = new AsyncDisposableStack();
  const telemetry = owned.use(await startTelemetry('api', { logLevel: 'silent', metricsPort: 0 }));
  const queues = owned.use(connectQueues({ store, logger: telemetry.logger }));
  const openQueues = () => Promise.all(queueNames.map((name) => queues.open({ name })));
  const api = owned.use(await startApi({ connection, openQueues }));
  return { api, queues, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

test.for(['Postgres', 'Redis'])('an admin sees all queues on %s, and their waiting jobs', async (kind) => {
  await using redis = kind === 'Redis' ? await startTestRedis() : null;
  await using board = await startBoard(
    redis === null ? { postgresUrl: connection.url } : { redisUrl: redis.url },
  );
  const { api, queues } = board;
  const id = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
  await queues.enqueue(deliveriesQueue, { deliveryIds: [id] }, { id: 'batch-1' });

  const { status, json } = await api.ask(`${root}/api/queues?activeQueue=deliveries&status=waiting`, {
    key: null,
    headers: basic(adminKey),
  });
  expect(status).toBe(200);
  const shown: { name: string; counts: Record<string, number>; jobs: { id: string }[] }[] = json.queues;
  expect(shown.map(({ name }) => name).sort()).toEqual([...queueNames].sort());
  const deliveries = shown.find(({ name }) => name === 'deliveries');
  expect(deliveries).toMatchObject({ counts: { waiting: 1 }, jobs: [{ id: 'batch-1' }] });

  const removed = await api.ask(`${root}/api/queues/deliveries/batch-1/clean`, {
    method: 'PUT',
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(removed.status).toBeLessThan(300);
  expect(await queues.counts(deliveriesQueue)).toMatchObject({ waiting: 0 });
  const entries = () => api.ask('/api/v1/audit-log?action=changeQueues');
  await waitFor('the entry', async () => (await entries()).json.data.length > 0);
  expect((await entries()).json.data[0]).toMatchObject({
    ...{ actor: 'admin', outcome: 'succeeded', resource: `${root}/api/queues/deliveries/batch-1/clean` },
  });
});

test('the page loads in a browser without external assets, and prompts for a password', async () => {
  await using board = await startBoard({ postgresUrl: connection.url });
  const { api } = board;
  const page = await api.ask(root, { key: null, headers: basic(adminKey) });
  expect(page.headers.get('content-type')).toContain('text/html');
  const assets = [...page.text.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, address]) => address);
  expect(assets.length).toBeGreaterThan(3);
  for (const asset of assets) expect((await api.ask(`${root}/${asset}`)).status).toBe(200);
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self';.*base-uri 'self'/);

  const refused = await api.ask(`${root}/api/queues`, { key: null });
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="hubtwin"']);
  const keys = {
    401: 'none',
    403: await api.createKey({ scopes: ['read', 'write'] }),
    200: await api.createKey({ scopes: ['admin'] }),
  };
  for (const [status, key] of Object.entries(keys)) {
    expect(`${(await api.ask(`${root}/api/queues`, { key: null, headers: basic(key) })).status}`).toBe(
      status,
    );
  }
  const limited = await api.createKey({ scopes: ['admin'], repositoryIds: [1] });
  expect((await api.ask(root, { key: limited })).json.code).toBe('limited_key');
  // The browser sends the password with requests that another site causes.
  const forged = { method: 'PUT', headers: { 'sec-fetch-site': 'cross-site' } };
  expect((await api.ask(`${root}/api/queues/deliveries/pause`, forged)).status).toBe(403);
});

test("only its own page can change the queues: the browser's password is not sufficient for requests from other pages", async () => {
  await using board = await startBoard({ postgresUrl: connection.url });
  const { api, queues } = board;
  const { port, origin } = new URL(api.origin);
  const pause = async (headers: Record<string, string>, method = 'PUT') => {
    const path = `${root}/api/queues/deliveries/pause`;
    return (await api.ask(path, { key: null, method, headers })).status;
  };
  const own = { origin, 'sec-fetch-site': 'same-origin' };
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'null' },
    { origin: `https://127.0.0.1:${port}` },
    { origin: 'http://127.0.0.1:1' },
    { origin: `http://localhost:${port}` },
    { origin: `${origin}.evil.example` },
    { origin: `http://evil.example@127.0.0.1:${port}.evil.example` },
    { referer: 'https://evil.example/page' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin },
    { ...own, 'sec-fetch-site': 'cross-site' },
    { 'content-type': 'text/plain' },
    {},
  ];
  for (const headers of foreign) {
    for (const method of ['PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS']) {
      const status = await pause({ ...headers, ...basic(adminKey) }, method);
      expect([method, headers, status]).toEqual([method, headers, 403]);
    }
  }
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    expect(await pause({ ...headers, authorization: `Bearer ${adminKey}` })).toBe(403);
  }
  expect(await (await queues.open(deliveriesQueue)).isPaused()).toBe(false);
  for (const headers of [own, { origin }, { referer: `${origin}${root}` }]) {
    expect([headers, await pause({ ...headers, ...basic(adminKey) })]).toEqual([headers, 200]);
  }
  expect(await pause({ authorization: `Bearer ${adminKey}` })).toBe(200);
  expect(await (await queues.open(deliveriesQueue)).isPaused()).toBe(true);
});

/** A request as a browser sends it to a host name, which `fetch` would not. */
async function putAs(url: string, headers: Record<string, string>): Promise<number> {
  const [response] = await once(request(url, { method: 'PUT', headers }).end(), 'response');
  response.resume();
  return response.statusCode;
}

test('a host name is our own only if it is configured, also behind a proxy', async () => {
  await using telemetry = await startTelemetry('api', { logLevel: 'silent', metricsPort: 0 });
  await using queues = connectQueues({ store: { postgresUrl: connection.url }, logger: telemetry.logger });
  const openQueues = () => Promise.all(queueNames.map((name) => queues.open({ name })));
  const app = { ...notInstalling.app, publicUrl: 'https://twin.example' };
  await using api = await startApi({ connection, openQueues, installing: { ...notInstalling, app } });
  const url = `${api.origin}${root}/api/queues/recovery/pause`;
  const { port } = new URL(api.origin);
  const sent = (host: string, origin: string) => putAs(url, { ...basic(adminKey), host, origin });
  // The attacker's name resolves to this server: to the browser, the page and the host have the same origin.
  expect(await sent(`evil.example:${port}`, `http://evil.example:${port}`)).toBe(403);
  expect(await sent('twin.example', 'http://twin.example')).toBe(403);
  expect(await sent('twin.example', 'https://twin.example:444')).toBe(403);
  expect(await sent('twin.example', 'https://twin.example.evil.example')).toBe(403);
  for (const host of ['twin.example', `api:${port}`]) {
    expect(await sent(host, 'https://twin.example')).toBe(200);
  }
});
