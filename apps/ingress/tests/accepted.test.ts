import { hash, randomUUID } from 'node:crypto';
import { connectQueues, deliveriesQueue } from '@hubtwin/queue';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInbox } from '../src/inbox.ts';
import { headersOf, secret, sendDelivery } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const owned = new AsyncDisposableStack();
let database: TestDatabase;
let telemetry: Telemetry;
let ingress: TestIngress;

beforeAll(async () => {
  telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  database = owned.use(await createTestDatabase());
  ingress = owned.use(await startIngress({ telemetry, databaseUrl: database.url }));
});
afterAll(() => owned.disposeAsync());

async function stored(guid: string) {
  const { rows } = await database.pool.query(
    `select event, status, attempts, hook_id, batch, body_bytes, body_sha256, headers, body
       from webhook_deliveries join webhook_bodies using (guid, received_at) where guid = $1`,
    [guid],
  );
  expect(rows).toHaveLength(1);
  return rows[0];
}

test('a delivery is answered 202 with its GUID, and its bytes, headers and digest are stored', async () => {
  const guid = randomUUID();
  const body = '{"action":"opened","issue":{"title":"Größe ✓"}}';
  const headers = { 'x-github-hook-id': '42', 'x-github-hook-installation-target-type': 'repository' };
  const answer = await sendDelivery(ingress, { guid, body, event: 'issues', headers });
  expect(answer).toMatchObject({
    status: 202,
    headers: { 'content-type': 'application/json' },
    json: { status: 'accepted', delivery_id: guid },
  });
  const row = await stored(guid);
  // A reader of deliveries could otherwise send them again.
  expect(row.headers).not.toHaveProperty('x-hub-signature-256');
  expect(row).toMatchObject({
    event: 'issues',
    status: 'received',
    attempts: 0,
    hook_id: 42,
    body_bytes: Buffer.byteLength(body),
    body_sha256: hash('sha256', body, 'buffer'),
    body: Buffer.from(body),
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/0123abc',
      'x-github-delivery': guid,
      'x-github-event': 'issues',
      ...headers,
    },
  });
});

test.each<[string, Buffer]>([
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0xc3, 0x28, 0x80, 0x22])],
  ['every byte there is', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
  ['zero bytes', Buffer.alloc(1_000)],
  ['nothing', Buffer.alloc(0)],
  ['a byte order mark', Buffer.from('\uFEFF{}')],
  ['JSON that is cut off', Buffer.from('{"action":')],
  ['a megabyte', Buffer.alloc(1_048_576, 'twin ')],
])('a signed body is stored byte for byte: %s', async (_, body) => {
  const guid = randomUUID();
  expect(await sendDelivery(ingress, { guid, body })).toMatchObject({ status: 202 });
  const row = await stored(guid);
  expect(row.body.equals(body)).toBe(true);
  expect(row.body_sha256).toEqual(hash('sha256', body, 'buffer'));
});

test('bodies that are committed together do not get mixed up', async () => {
  const deliveries = Array.from({ length: 120 }, (_, at) => ({
    guid: randomUUID(),
    body: Buffer.alloc(1 + at * 37, `${at} `),
    event: `event_${at}`,
  }));
  const answers = await Promise.all(deliveries.map((delivery) => sendDelivery(ingress, delivery)));
  expect(answers.map(({ status }) => status)).toEqual(deliveries.map(() => 202));
  for (const { guid, body, event } of deliveries) {
    const row = await stored(guid);
    expect([row.event, row.body.equals(body)], guid).toEqual([event, true]);
  }
});

test('a form-urlencoded delivery is stored as it came, signed as a whole', async () => {
  const guid = randomUUID();
  const body = `payload=${encodeURIComponent('{"action":"opened"}')}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await sendDelivery(ingress, { guid, body, headers })).toMatchObject({ status: 202 });
  expect((await stored(guid)).body.toString()).toBe(body);
});

test('a ping is answered 202', async () => {
  const body = '{"zen":"Design for failure.","hook_id":1}';
  expect(await sendDelivery(ingress, { event: 'ping', body })).toMatchObject({ status: 202 });
});

test('an unknown event is accepted', async () => {
  expect(await sendDelivery(ingress, { event: 'quantum_merge_2', body: '{"merged":2}' })).toMatchObject({
    status: 202,
  });
});

test('a body without a declared length is accepted', async () => {
  const response = await fetch(`http://127.0.0.1:${ingress.port}/webhooks/github`, {
    method: 'POST',
    headers: headersOf({ body: '{"a":1}' }) as Record<string, string>,
    body: new Blob(['{"a"', ':1}']).stream(),
    duplex: 'half',
  });
  expect(response.status).toBe(202);
});

test('while a secret is rotated, the old and the new one are both accepted', async () => {
  await using rotating = await startIngress({
    telemetry,
    databaseUrl: database.url,
    environment: { GITHUB_WEBHOOK_SECRET: 'the new one, the old one' },
  });
  expect(await sendDelivery(rotating, { secret: 'the new one' })).toMatchObject({ status: 202 });
  expect(await sendDelivery(rotating, { secret: 'the old one' })).toMatchObject({ status: 202 });
  expect(await sendDelivery(rotating, { secret })).toMatchObject({ status: 401 });
});

test('stored deliveries are enqueued once, in the job of their batch', async () => {
  await Promise.all(Array.from({ length: 150 }, () => sendDelivery(ingress)));
  const rows = await database.database.selectFrom('webhook_deliveries').select(['guid', 'batch']).execute();
  const batches = new Map(rows.map(({ guid, batch }) => [guid, batch]));

  await using queues = connectQueues({ store: { postgresUrl: database.url }, logger: telemetry.logger });
  const jobs = new Set(batches.values()).size;
  await waitFor('all jobs', async () => (await queues.counts(deliveriesQueue)).waiting === jobs);
  const taken = new Map<string, string>();
  await using _worker = await queues.runWorker({
    queue: deliveriesQueue,
    concurrency: 4,
    async process({ deliveryIds }, { job }) {
      for (const guid of deliveryIds) {
        if (taken.has(guid)) throw new Error(`${guid} twice`);
        taken.set(guid, job.id);
      }
    },
  });
  await waitFor('all deliveries', () => taken.size === batches.size);
  expect(taken).toEqual(batches);
});

test('while the queue is unavailable a delivery is still answered 202, and stored for the sweeper', async () => {
  const refused: string[] = [];
  await using alone = await startIngress({
    telemetry,
    databaseUrl: database.url,
    replace: ({ memory: { budget } }) => ({
      inbox: createInbox({
        budget,
        connection: database,
        telemetry,
        queues: {
          enqueue: async (_spec, _payload, { id = '' } = {}) => {
            refused.push(id);
            throw new Error('the queue is away');
          },
          enqueueAll: () => Promise.reject(new Error('not used')),
          schedule: () => Promise.reject(new Error('not used')),
          runWorker: () => Promise.reject(new Error('not used')),
          open: () => Promise.reject(new Error('not used')),
          counts: () => Promise.reject(new Error('not used')),
          oldestSeconds: async () => 0,
          [Symbol.asyncDispose]: async () => {},
        },
      }),
    }),
  });
  const guid = randomUUID();
  expect(await sendDelivery(alone, { guid })).toMatchObject({ status: 202 });
  const { batch, status } = await stored(guid);
  expect(status).toBe('received');
  await waitFor('the attempt to enqueue', () => refused.includes(batch));
});
