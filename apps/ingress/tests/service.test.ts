import { execFile } from 'node:child_process';
import { hash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { connectQueues, deliveriesQueue, type Queues } from '@hubtwin/queue';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createByteBudget } from '../src/byte-budget.ts';
import { createInbox } from '../src/inbox.ts';
import { countStored } from './count-stored.ts';
import { headersOf, secret, sendDelivery } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const owned = new AsyncDisposableStack();
let telemetry: Telemetry;
let ingress: TestIngress;

beforeAll(async () => {
  telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  const database = owned.use(await createTestDatabase());
  ingress = owned.use(await startIngress({ telemetry, databaseUrl: database.url }));
});
afterAll(() => owned.disposeAsync());

test('the liveness and readiness probes succeed', async () => {
  const get = (path: string) => sendDelivery(ingress, { method: 'GET', path });
  expect(await get('/healthz')).toMatchObject({ status: 200, json: { status: 'ok' } });
  expect(await get('/readyz')).toMatchObject({ status: 200, json: { status: 'ready' } });
});

test('a response does not reveal the server', async () => {
  const { headers } = await sendDelivery(ingress);
  expect(Object.keys(headers).toSorted()).toEqual(['connection', 'content-length', 'content-type', 'date']);
});

test('the example of the README is accepted', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```sh\n(.*?)```/s.exec(readme) ?? [];
  expect(example).toContain('localhost:3000');
  const command = example.replace('localhost:3000', `127.0.0.1:${ingress.port}`);
  const { stdout } = await promisify(execFile)('sh', ['-c', command], {
    env: { ...process.env, GITHUB_WEBHOOK_SECRET: secret },
  });
  expect(JSON.parse(stdout)).toMatchObject({ status: 'accepted' });
});

test('a stop answers every running request with 202, accepts no new one, and enqueues all of them', async () => {
  await using database = await createTestDatabase();
  const stopping = await startIngress({ telemetry, databaseUrl: database.url });
  const { port, service } = stopping;
  let underWay = 0;
  service.server.on('request', () => {
    underWay += 1;
  });

  const body = Buffer.from('{"action":"opened"}');
  const senders = Array.from({ length: 50 }, () => {
    const socket = connect({ port, host: '127.0.0.1' });
    const head = Object.entries(headersOf({ body })).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(
      `POST /webhooks/github HTTP/1.1\r\nHost: ingress\r\n${head.join('')}Content-Length: ${body.length}\r\n\r\n{`,
    );
    return socket;
  });
  await waitFor('all heads', () => underWay === senders.length);

  const started = performance.now();
  const stopped = stopping[Symbol.asyncDispose]();
  await waitFor('no new connection', () => !service.server.listening);
  const refused = connect({ port, host: '127.0.0.1' });
  await expect(once(refused, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

  const answers = senders.map(async (socket) => {
    const chunks = socket.setEncoding('utf8').toArray();
    socket.write(body.subarray(1));
    return (await chunks).join('');
  });
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 202 /);
  await stopped;
  expect(performance.now() - started, 'no connection that is kept alive delays it').toBeLessThan(4_000);

  expect(await countStored(database)).toEqual({ deliveries: 50, bodies: 50 });
  const { rows } = await database.pool.query(
    'select count(distinct batch) as batches from webhook_deliveries',
  );
  await using queues = connectQueues({ store: { postgresUrl: database.url }, logger: telemetry.logger });
  expect((await queues.counts(deliveriesQueue)).waiting).toBe(rows[0].batches);
});

test('a stop waits until what was accepted is enqueued', async () => {
  await using database = await createTestDatabase();
  await using queues = connectQueues({ store: { postgresUrl: database.url }, logger: telemetry.logger });
  const slow = Promise.withResolvers<void>();
  const enqueue: Queues['enqueue'] = async (...job) => {
    await slow.promise;
    await queues.enqueue(...job);
  };
  const budget = createByteBudget({ maxBytes: 1_000 });
  const inbox = createInbox({ connection: database, queues: { ...queues, enqueue }, telemetry, budget });
  const body = Buffer.from('{}');
  const delivery = {
    guid: randomUUID(),
    event: 'push',
    hookId: null,
    webhookConfigId: null,
    headers: {},
    body,
  };
  const stored = inbox.store({ ...delivery, bodySha256: hash('sha256', body, 'buffer') }, '192.0.2.1');
  expect(await stored).toBe('accepted');

  let stopped = false;
  const stopping = inbox[Symbol.asyncDispose]().then(() => {
    stopped = true;
  });
  expect(await countStored(database)).toEqual({ deliveries: 1, bodies: 1 });
  expect(stopped).toBe(false);
  slow.resolve();
  await stopping;
  expect((await queues.counts(deliveriesQueue)).waiting).toBe(1);
});
