import { randomUUID } from 'node:crypto';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import {
  createTestDatabase,
  type FaultProxy,
  startFaultProxy,
  type TestDatabase,
  waitFor,
} from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countJobs } from './count-jobs.ts';
import { type Answered, type Sent, sendDelivery } from './send-delivery.ts';
import { startIngress } from './start-ingress.ts';

/** An answer is due within a second; the rest is for a busy machine. */
const dueMs = 1_400;

const owned = new AsyncDisposableStack();
let database: TestDatabase;
let telemetry: Telemetry;

beforeAll(async () => {
  telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  database = owned.use(await createTestDatabase());
});
afterAll(() => owned.disposeAsync());

const probe: Sent = { method: 'GET', path: '/readyz' };

/** An ingress, and the switch of its Postgres. At the end Postgres goes first, so that nothing waits for it. */
async function startBehindProxy(environment: Record<string, string> = {}) {
  const { hostname: host, port } = new URL(database.url);
  const proxy = await startFaultProxy({ host, port: Number(port) });
  const ingress = await startIngress({ telemetry, databaseUrl: proxy.through(database.url), environment });
  const guid = randomUUID();
  await sendDelivery(ingress, { guid });
  await waitFor('the first contact with the queue', async () => (await countJobs(database, guid)) === 1);
  return {
    proxy,
    ingress,
    async [Symbol.asyncDispose]() {
      await proxy.inflict({ kind: 'refuse' });
      await ingress[Symbol.asyncDispose]();
    },
  };
}

function expectUnavailable({ status, headers, json, tookMs }: Answered): void {
  expect({ status, json }).toMatchObject({ status: 503, json: { status: 'refused' } });
  expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
  expect(tookMs).toBeLessThan(dueMs);
}

test('Postgres that is not there: 503 with Retry-After at once, the start included; alive, not ready', async () => {
  const url = new URL(database.url);
  url.port = '1';
  await using ingress = await startIngress({ telemetry, databaseUrl: url.href });
  const answers = await Promise.all(Array.from({ length: 70 }, () => sendDelivery(ingress)));
  answers.forEach(expectUnavailable);
  expectUnavailable(await sendDelivery(ingress, probe));
  expect(await sendDelivery(ingress, { method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 });
});

test('Postgres that takes connections and never answers: 503 with Retry-After within a second; alive, not ready', async () => {
  await using running = await startBehindProxy();
  const { ingress, proxy } = running;
  await proxy.inflict({ kind: 'mute' });
  const answers = await Promise.all([
    ...Array.from({ length: 70 }, () => sendDelivery(ingress)),
    sendDelivery(ingress, probe),
  ]);
  answers.forEach(expectUnavailable);
  expect(await sendDelivery(ingress, { method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 });
});

test('a body that is refused while Postgres hangs is refused with 401, and as soon', async () => {
  const key = Buffer.alloc(32, 1).toString('base64');
  await using running = await startBehindProxy({ ENCRYPTION_KEYS: `one:${key}` });
  const { ingress, proxy } = running;
  await proxy.inflict({ kind: 'mute' });
  const wrong: Sent = { secret: 'another', headers: { 'x-github-hook-id': '7' } };
  const answers = await Promise.all(Array.from({ length: 10 }, () => sendDelivery(ingress, wrong)));
  for (const { status, tookMs } of answers) {
    expect(status).toBe(401);
    expect(tookMs).toBeLessThan(dueMs);
  }
});

test.each<[string, (proxy: FaultProxy) => Promise<void>]>([
  ['stops', (proxy) => proxy.inflict({ kind: 'refuse' })],
  ['hangs', (proxy) => proxy.inflict({ kind: 'mute' })],
])(
  'Postgres %s and comes back: 503 meanwhile, then accepted again, and nothing is lost or twice',
  async (_, interrupt) => {
    await using running = await startBehindProxy();
    const { ingress, proxy } = running;
    await interrupt(proxy);
    const guids = Array.from({ length: 50 }, () => randomUUID());
    const answers = await Promise.all([
      ...guids.map((guid) => sendDelivery(ingress, { guid })),
      sendDelivery(ingress, probe),
    ]);
    answers.forEach(expectUnavailable);

    await proxy.inflict(null);
    await waitFor('readiness', async () => (await sendDelivery(ingress, probe)).status === 200);
    // GitHub's redelivery: 200 for what a hung Postgres took after all.
    for (const { status } of await Promise.all(guids.map((guid) => sendDelivery(ingress, { guid })))) {
      expect([200, 202]).toContain(status);
    }
    const { rows } = await database.pool.query(
      'select count(*) as n from webhook_deliveries join webhook_bodies using (guid, received_at) where guid = any($1::uuid[])',
      [guids],
    );
    expect(rows[0].n).toBe(guids.length);
  },
);

test('connections that break under statements end neither the process nor any promise', async () => {
  await using running = await startBehindProxy();
  const { ingress, proxy } = running;
  const accepted: string[] = [];
  for (let round = 0; round < 3; round++) {
    await proxy.inflict({ kind: 'mute' });
    const probing = sendDelivery(ingress, probe);
    await waitFor('a statement', () => proxy.received() > 0);
    const sending = Array.from({ length: 20 }, async () => {
      const guid = randomUUID();
      const { status } = await sendDelivery(ingress, { guid });
      if (status !== 503) accepted.push(guid);
    });
    await waitFor('another statement', () => proxy.received() > 1);
    await proxy.inflict({ kind: 'refuse' });
    expectUnavailable(await probing);
    await Promise.all(sending);
    await proxy.inflict(null);
    await waitFor('a delivery', async () => (await sendDelivery(ingress)).status === 202);
  }
  const { rows } = await database.pool.query(
    'select count(*) as n from webhook_deliveries where guid = any($1::uuid[])',
    [accepted],
  );
  expect(rows[0].n).toBe(accepted.length);
});
