import type { Socket } from 'node:net';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { countStored } from './count-stored.ts';
import { exchangeRaw, rawRequest } from './exchange-raw.ts';
import { headersOf, type Sent, sendDelivery } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const limit = 100_000;
const megabyte = Buffer.alloc(1_048_576, 'x');

const owned = new AsyncDisposableStack();
let database: TestDatabase;
let ingress: TestIngress;

beforeAll(async () => {
  const telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  database = owned.use(await createTestDatabase());
  const environment = { WEBHOOK_MAX_BODY_BYTES: `${limit}` };
  ingress = owned.use(await startIngress({ telemetry, databaseUrl: database.url, environment }));
});
afterEach(async () => {
  await database.pool.query('truncate webhook_deliveries, webhook_bodies');
});
afterAll(() => owned.disposeAsync());

/** Not even late: a good delivery that comes after is the only one there. */
async function expectNothingStored(): Promise<void> {
  expect(await sendDelivery(ingress)).toMatchObject({ status: 202 });
  expect(await countStored(database)).toEqual({ deliveries: 1, bodies: 1 });
}

/** The head of a delivery, without anything that says how long its body is. */
function head(sent: Sent): string[] {
  const lines = Object.entries(headersOf(sent)).map(([name, value]) => `${name}: ${value}`);
  return ['POST /webhooks/github HTTP/1.1', 'Host: ingress', ...lines];
}

function chunk(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]);
}

/** Sends for as long as the other side takes it, up to `maxBytes`. */
async function flood(socket: Socket, data: Buffer, maxBytes: number): Promise<void> {
  while (!socket.destroyed && socket.bytesWritten < maxBytes) {
    if (socket.write(data)) continue;
    const { promise, resolve } = Promise.withResolvers<void>();
    socket.once('drain', resolve).once('close', resolve);
    await promise;
  }
}

test('a body of exactly the limit is accepted, one byte more is 413 and not stored', async () => {
  expect(await sendDelivery(ingress, { body: Buffer.alloc(limit) })).toMatchObject({ status: 202 });
  expect(await sendDelivery(ingress, { body: Buffer.alloc(limit + 1) })).toMatchObject({ status: 413 });
  expect(await countStored(database)).toEqual({ deliveries: 1, bodies: 1 });
});

test('a length declared over the limit is 413 before any byte of the body', async () => {
  const answer = await exchangeRaw(
    ingress,
    rawRequest([...head({ body: megabyte }), `Content-Length: ${megabyte.length}`]),
  );
  expect(answer.statuses).toEqual([413]);
});

test('a length too long for a number is refused', async () => {
  const answer = await exchangeRaw(ingress, rawRequest([...head({}), `Content-Length: ${'9'.repeat(40)}`]));
  expect(answer.statuses).toEqual([400]);
});

test('a sender that goes on after an honest, too large length reads the 413', async () => {
  const body = Buffer.alloc(20 * limit);
  for (let round = 0; round < 20; round++) {
    const answer = await exchangeRaw(
      ingress,
      rawRequest([...head({ body }), `Content-Length: ${body.length}`], body),
    );
    expect(answer.statuses).toEqual([413]);
  }
  await expectNothingStored();
});

test('twenty endless chunked bodies are cut with 413, and do not pile up in memory', async () => {
  const before = process.memoryUsage().rss;
  let grownBytes = 0;
  const watch = setInterval(() => {
    grownBytes = Math.max(grownBytes, process.memoryUsage().rss - before);
  }, 10);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      exchangeRaw(ingress, async (socket) => {
        socket.write(rawRequest([...head({}), 'Transfer-Encoding: chunked']));
        await flood(socket, chunk(megabyte), 64 * megabyte.length);
      }),
    ),
  );
  clearInterval(watch);
  expect(answers.map(({ statuses }) => statuses)).toEqual(answers.map(() => [413]));
  for (const { sentBytes } of answers) expect(sentBytes).toBeLessThan(32 * megabyte.length);
  expect(grownBytes).toBeLessThan(200 * megabyte.length);
  await expectNothingStored();
});

test('a length too small: what arrived is not what was signed, and the rest is no request', async () => {
  const body = '{"action":"opened"}';
  const answer = await exchangeRaw(
    ingress,
    rawRequest([...head({ body }), `Content-Length: ${body.length - 1}`], body),
  );
  // Node may notice the rest, and close, before the handler has judged the first part.
  expect([[401, 400], [400]]).toContainEqual(answer.statuses);
  await expectNothingStored();
});

test('a length too large: a body that never ends is not stored', async () => {
  const body = '{"action":"opened"}';
  const answer = await exchangeRaw(ingress, (socket) => {
    socket.end(rawRequest([...head({ body }), `Content-Length: ${body.length + 1}`], body));
  });
  expect([[400], []]).toContainEqual(answer.statuses);
  await expectNothingStored();
});

test('two lengths that differ, or a length beside chunks, are 400', async () => {
  for (const lines of [
    ['Content-Length: 2', 'Content-Length: 3'],
    ['Content-Length: 2', 'Transfer-Encoding: chunked'],
  ]) {
    const answer = await exchangeRaw(ingress, rawRequest([...head({}), ...lines], '{}'));
    expect(answer.statuses, lines.join()).toEqual([400]);
  }
  await expectNothingStored();
});

test('a refused sender does not hold its connection open', async () => {
  const answer = await exchangeRaw(
    ingress,
    rawRequest([...head({ headers: { 'x-github-event': undefined } }), 'Content-Length: 1000'], 'x'),
    3_000,
  );
  expect(answer.statuses).toEqual([400]);
});
