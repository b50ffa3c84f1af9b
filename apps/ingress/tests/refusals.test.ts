import { createHmac, randomUUID } from 'node:crypto';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase, freePort, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countStored } from './count-stored.ts';
import { type Sent, secret, sendDelivery, sign } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const owned = new AsyncDisposableStack();
let database: TestDatabase;
let telemetry: Telemetry;
let metricsPort: number;
let ingress: TestIngress;

beforeAll(async () => {
  metricsPort = await freePort();
  telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent', metricsPort }));
  database = owned.use(await createTestDatabase());
  ingress = owned.use(await startIngress({ telemetry, databaseUrl: database.url }));
});
afterAll(() => owned.disposeAsync());

const body = '{"action":"opened"}';
const guid = randomUUID();
const sha1 = `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;

test.each<[string, number, string, Sent]>([
  ['no signature', 401, 'signature', { headers: { 'x-hub-signature-256': undefined } }],
  ['an empty signature', 401, 'signature', { headers: { 'x-hub-signature-256': '' } }],
  ['a malformed signature', 401, 'signature', { headers: { 'x-hub-signature-256': 'sha256=0' } }],
  ['a signature with another secret', 401, 'signature', { secret: 'another secret' }],
  ['a signature with an empty secret', 401, 'signature', { secret: '' }],
  ['a signature of another body', 401, 'signature', { headers: { 'x-hub-signature-256': sign('{}') } }],
  [
    'SHA-1 alone',
    401,
    'signature',
    { headers: { 'x-hub-signature-256': undefined, 'x-hub-signature': sha1 } },
  ],
  ['SHA-1 in place of SHA-256', 401, 'signature', { headers: { 'x-hub-signature-256': sha1 } }],
  ['a repeated signature', 400, 'header', { headers: { 'x-hub-signature-256': [sign(body), sign(body)] } }],
  ['no event', 400, 'header', { headers: { 'x-github-event': undefined } }],
  ['a repeated event', 400, 'header', { headers: { 'x-github-event': ['issues', 'issues'] } }],
  ['an event that is no name', 400, 'event', { event: '../issues' }],
  ['no GUID', 400, 'header', { headers: { 'x-github-delivery': undefined } }],
  ['a repeated GUID', 400, 'header', { headers: { 'x-github-delivery': [guid, guid] } }],
  ['a GUID that is not a UUID', 400, 'delivery', { guid: 'not-a-uuid' }],
  ['a GUID in braces', 400, 'delivery', { guid: `{${guid}}` }],
  ['no content type', 400, 'header', { headers: { 'content-type': undefined } }],
  [
    'a repeated content type',
    400,
    'header',
    { headers: { 'content-type': ['application/json', 'text/xml'] } },
  ],
  ['another content type', 400, 'content_type', { headers: { 'content-type': 'text/plain' } }],
  ['a compressed body', 400, 'content_type', { headers: { 'content-encoding': 'gzip' } }],
])('%s: %i, nothing stored, counted', async (_, status, reason, sent) => {
  const before = await refusedFor(reason);
  const answer = await sendDelivery(ingress, { body, ...sent });
  expect(answer).toMatchObject({ status, json: { status: 'refused', error: expect.any(String) } });
  expect(await countStored(database)).toEqual({ deliveries: 0, bodies: 0 });
  expect(await refusedFor(reason)).toBe(before + 1);
});

test.each<[string, string[]]>([
  ['no secret', []],
  ['an empty secret', ['']],
])('with %s configured every delivery is refused: 401, nothing stored', async (_, secrets) => {
  await using unguarded = await startIngress({
    telemetry,
    databaseUrl: database.url,
    webhooks: { secrets },
  });
  for (const key of ['', 'undefined', secret]) {
    expect(await sendDelivery(unguarded, { body, secret: key })).toMatchObject({ status: 401 });
  }
  expect(await countStored(database)).toEqual({ deliveries: 0, bodies: 0 });
});

test('other routes and methods: 404, nothing stored', async () => {
  for (const sent of [
    { path: '/' },
    { path: '/webhooks' },
    { path: '/webhooks/github/7' },
    { path: '/%zz' },
    { method: 'PUT' },
    { method: 'GET' },
  ]) {
    expect(await sendDelivery(ingress, { body, ...sent }), JSON.stringify(sent)).toMatchObject({
      status: 404,
    });
  }
  expect(await countStored(database)).toEqual({ deliveries: 0, bodies: 0 });
});

/** What Prometheus would read. */
async function refusedFor(reason: string): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const line = metrics
    .split('\n')
    .find((text) => text.startsWith('webhook_events_refused_total{') && text.includes(`reason="${reason}"`));
  return Number(line?.split(' ')[1] ?? 0);
}

test('with webhooks disabled every delivery is refused with 503, and nothing is stored', async () => {
  const environment = { GITHUB_ENABLE_WEBHOOKS: 'false' };
  await using off = await startIngress({ telemetry, databaseUrl: database.url, environment });
  const before = await countStored(database);
  const { status, json } = await sendDelivery(off);
  expect([status, json]).toEqual([
    503,
    { status: 'refused', error: 'webhooks are disabled (GITHUB_ENABLE_WEBHOOKS=false)' },
  ]);
  expect(await countStored(database)).toEqual(before);
});
