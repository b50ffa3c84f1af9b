import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countStored } from './count-stored.ts';
import { sendDelivery } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const owned = new AsyncDisposableStack();
let database: TestDatabase;
let telemetry: Telemetry;

beforeAll(async () => {
  telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  database = owned.use(await createTestDatabase());
});
afterAll(() => owned.disposeAsync());

/** GitHub, as far as its `GET /meta`. */
async function serveMeta(handler: RequestListener) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function hooks(...networks: string[]): RequestListener {
  return ({ url }, response) => {
    if (url === '/meta') response.end(JSON.stringify({ hooks: networks }));
    else response.writeHead(404).end();
  };
}

async function startGuarded(githubBaseUrl: string, trustProxy = 0): Promise<TestIngress> {
  const environment = {
    WEBHOOK_IP_ALLOWLIST: 'github',
    GITHUB_BASE_URL: githubBaseUrl,
    TRUST_PROXY: `${trustProxy}`,
  };
  return startIngress({ telemetry, databaseUrl: database.url, environment });
}

const networksRead = (ingress: TestIngress) =>
  waitFor(
    'the networks',
    async () => (await sendDelivery(ingress, { method: 'GET', path: '/readyz' })).status === 200,
  );

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

test('an address of GitHub is accepted', async () => {
  await using meta = await serveMeta(hooks('192.30.252.0/22', '127.0.0.0/8'));
  await using ingress = await startGuarded(meta.url);
  await networksRead(ingress);
  expect(await sendDelivery(ingress)).toMatchObject({ status: 202 });
});

test('any other address is 403 and nothing is stored, regardless of X-Forwarded-For', async () => {
  await using meta = await serveMeta(hooks('192.30.252.0/22', '2a0a:a440::/29'));
  await using ingress = await startGuarded(meta.url);
  await networksRead(ingress);
  const before = await countStored(database);
  expect(await sendDelivery(ingress)).toMatchObject({ status: 403 });
  expect(await sendDelivery(ingress, from('192.30.252.1'))).toMatchObject({ status: 403 });
  expect(await countStored(database)).toEqual(before);
});

test('behind a trusted proxy the last forwarded address before it is checked', async () => {
  await using meta = await serveMeta(hooks('192.30.252.0/22', '2a0a:a440::/29'));
  await using ingress = await startGuarded(meta.url, 1);
  await networksRead(ingress);
  for (const address of ['192.30.252.1', '2a0a:a440::7', '::ffff:192.30.255.255', '10.0.0.1, 192.30.252.1']) {
    expect(await sendDelivery(ingress, from(address)), address).toMatchObject({ status: 202 });
  }
  for (const address of [
    '192.30.251.255',
    '2a0a:a448::7',
    '192.30.252.1, 10.0.0.1',
    'garbage',
    '192.30.252.1:4711',
    'fe80::1%eth0',
    '',
  ]) {
    expect(await sendDelivery(ingress, from(address)), address).toMatchObject({ status: 403 });
  }
});

test.each<[string, RequestListener]>([
  ['does not answer', () => {}],
  ['answers with an error', (_, response) => response.writeHead(500).end('{"hooks":["0.0.0.0/0"]}')],
  ['answers something else', (_, response) => response.end('<html>')],
  ['lists something that is no network', hooks('127.0.0.0/8', '300.0.0.0/8')],
])('while GitHub %s all deliveries are refused, with 503 so that GitHub shows it', async (_, handler) => {
  const requested = Promise.withResolvers<void>();
  await using meta = await serveMeta((request, response) => {
    handler(request, response);
    requested.resolve();
  });
  await using ingress = await startGuarded(meta.url);
  await requested.promise;
  const answer = await sendDelivery(ingress);
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } });
  expect(await sendDelivery(ingress, { method: 'GET', path: '/readyz' })).toMatchObject({ status: 503 });
  expect(await sendDelivery(ingress, { method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 });
});

test('more than the limit from one address is 429 with Retry-After; another address is not touched', async () => {
  const environment = { WEBHOOK_RATE_LIMIT_PER_MINUTE: '3', TRUST_PROXY: '1' };
  await using ingress = await startIngress({ telemetry, databaseUrl: database.url, environment });
  for (let nth = 1; nth <= 3; nth++) {
    expect(await sendDelivery(ingress, from('192.0.2.1'))).toMatchObject({ status: 202 });
  }
  const before = await countStored(database);
  const refused = await sendDelivery(ingress, from('192.0.2.1'));
  expect(refused).toMatchObject({ status: 429, json: { status: 'refused' } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect(await countStored(database)).toEqual(before);
  expect(await sendDelivery(ingress, from('192.0.2.2'))).toMatchObject({ status: 202 });
});

test('requests that are refused count towards the limit too', async () => {
  const environment = { WEBHOOK_RATE_LIMIT_PER_MINUTE: '3' };
  await using ingress = await startIngress({ telemetry, databaseUrl: database.url, environment });
  for (let nth = 1; nth <= 3; nth++) {
    expect(await sendDelivery(ingress, { secret: 'wrong' })).toMatchObject({ status: 401 });
  }
  expect(await sendDelivery(ingress)).toMatchObject({ status: 429 });
});

test('a sender cannot bypass the limit with another X-Forwarded-For', async () => {
  const environment = { WEBHOOK_RATE_LIMIT_PER_MINUTE: '3' };
  await using ingress = await startIngress({ telemetry, databaseUrl: database.url, environment });
  const statuses: number[] = [];
  for (let nth = 1; nth <= 4; nth++) {
    statuses.push((await sendDelivery(ingress, from(`192.0.2.${nth}`))).status);
  }
  expect(statuses).toEqual([202, 202, 202, 429]);
});

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::1'],
  ['2001:db8::1', '2001:db8::2'],
  ['2001:db8::1', '2001:db8:0:0:5::'],
  ['192.0.2.9', '::ffff:192.0.2.9'],
])('%s and %s are one sender', async (one, other) => {
  const environment = { WEBHOOK_RATE_LIMIT_PER_MINUTE: '1', TRUST_PROXY: '1' };
  await using ingress = await startIngress({ telemetry, databaseUrl: database.url, environment });
  expect(await sendDelivery(ingress, from(one))).toMatchObject({ status: 202 });
  expect(await sendDelivery(ingress, from(other))).toMatchObject({ status: 429 });
});

test('two networks of IPv6 are two senders', async () => {
  const environment = { WEBHOOK_RATE_LIMIT_PER_MINUTE: '1', TRUST_PROXY: '1' };
  await using ingress = await startIngress({ telemetry, databaseUrl: database.url, environment });
  expect(await sendDelivery(ingress, from('2001:db8:0:1::1'))).toMatchObject({ status: 202 });
  expect(await sendDelivery(ingress, from('2001:db8:0:2::1'))).toMatchObject({ status: 202 });
});
