import { connectQueues, deliveriesQueue, migrateQueues, type QueueStore, queueNames } from '@hubtwin/queue';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, startTestRedis, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKey, startApi } from './start-api.ts';

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

test.for(['Postgres', 'Redis'])('an admin sees all queues on %s, and what waits in them', async (kind) => {
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

test('the page loads in a browser, all of it from us, and asks it for a password', async () => {
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
  // The browser sends the password along with what another site makes it ask.
  const forged = { method: 'PUT', headers: { 'sec-fetch-site': 'cross-site' } };
  expect((await api.ask(`${root}/api/queues/deliveries/pause`, forged)).status).toBe(403);
});
