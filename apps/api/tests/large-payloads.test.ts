import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { storeDeliveries } from '@hubtwin/database';
import { createTestDatabase, freePort, residentMiB, startApp, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKey, startApi, type TestApi } from './start-api.ts';

const events = '/api/v1/webhooks/events';
const owned = new AsyncDisposableStack();
let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  database = owned.use(await createTestDatabase());
  api = owned.use(await startApi({ connection: database }));
});
afterAll(() => owned.disposeAsync());

async function store(body: string | Buffer, contentType = 'application/json'): Promise<string> {
  const guid = randomUUID();
  const bytes = Buffer.from(body);
  const bodySha256 = createHash('sha256').update(bytes).digest();
  const headers = { 'content-type': contentType };
  const delivery = {
    guid,
    event: 'push',
    hookId: null,
    webhookConfigId: null,
    headers,
    body: bytes,
    bodySha256,
  };
  await storeDeliveries(database.pool, [delivery], randomUUID());
  return guid;
}

const half = 'Grüße 🦄 "\\\n+&=% '.repeat(20_000);
const payload = { action: 'opened', [half]: [1.5e-3, null, { half }] };

test.each(['application/json', 'application/json; charset=utf-8'])(
  'a payload that is too large to be parsed is shown as it was sent: %s',
  async (contentType) => {
    const text = JSON.stringify(payload, null, 1);
    const guid = await store(text, contentType);
    const { status, headers, text: shown, json } = await api.ask(`${events}/${guid}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(json).toMatchObject({ delivery_id: guid, headers: { 'content-type': contentType } });
    expect(json.payload).toEqual(payload);
    expect(shown.endsWith(`"payload":${text}}`)).toBe(true);
  },
);

test('a large payload that was sent as a form is shown decoded', async () => {
  const form = new URLSearchParams({ other: half, payload: JSON.stringify(payload), last: '1' }).toString();
  const guid = await store(form, 'application/x-www-form-urlencoded');
  expect((await api.ask(`${events}/${guid}`)).json.payload).toEqual(payload);
});

test.each([
  ['no JSON', `{"a":"${half}`],
  ['a list', JSON.stringify([half])],
  ['no UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(500_000, 0xff), Buffer.from('"}')])],
  ['JSON and more', `{"a":${JSON.stringify(half)}}}`],
  ['nested without end', `{"a":${'['.repeat(300_000)}${']'.repeat(300_000)}}`],
])('a large body that is %s is shown as null', async (_, body) => {
  const { status, json } = await api.ask(`${events}/${await store(body)}`);
  expect([status, json.payload]).toEqual([200, null]);
});

test('a large payload has an ETag that follows the event, answers HEAD and 304 without a body, and is hidden alike', async () => {
  const guid = await store(JSON.stringify(payload));
  const path = `${events}/${guid}`;
  const etag = (await api.ask(path)).headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"/);
  const known = await api.ask(path, { headers: { 'if-none-match': etag } });
  expect([known.status, known.text]).toEqual([304, '']);
  const head = await api.ask(path, { method: 'HEAD' });
  expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', etag]);
  await database.pool.query('update webhook_deliveries set attempts = 7 where guid = $1', [guid]);
  const changed = await api.ask(path, { headers: { 'if-none-match': etag } });
  expect([changed.status, changed.json.attempts]).toEqual([200, 7]);
  const limited = await api.createKey({ repositoryIds: [1] });
  expect((await api.ask(path, { key: limited })).status).toBe(404);
});

test('eight reads of 24 MB at once keep the API under 512 MiB, and others are answered meanwhile', async () => {
  const record = { message: 'Grüße', url: 'https://github.example/acme/rocket', ids: [1, 2, 3] };
  const commits: object[] = [];
  for (let n = 0; n < 264_000; n += 1) commits.push({ ...record, n: n * 7_919 });
  const text = JSON.stringify({ commits });
  expect(text.length).toBeGreaterThan(23_000_000);
  const guids = [
    await store(text),
    await store(
      new URLSearchParams({ payload: JSON.stringify({ commits: commits.slice(0, 120_000) }) }).toString(),
      'application/x-www-form-urlencoded',
    ),
  ];
  const port = await freePort();
  await using app = await startApp('api', {
    DATABASE_URL: database.url,
    API_PORT: `${port}`,
    HUBTWIN_ADMIN_KEY: adminKey,
  });
  const ask = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${adminKey}` } });

  const answeredMs: number[] = [];
  let isReading = true;
  const probing = (async () => {
    while (isReading) {
      const began = performance.now();
      await (await ask('/healthz')).text();
      answeredMs.push(performance.now() - began);
      await sleep(50);
    }
  })();
  const sizes = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const response = await ask(`${events}/${guids[n % 4 === 3 ? 1 : 0]}`);
      let bytes = 0;
      for await (const piece of response.body ?? []) bytes += piece.length;
      return bytes;
    }),
  );
  isReading = false;
  await probing;
  for (const size of sizes) expect(size).toBeGreaterThan(11_000_000);
  expect(await residentMiB(app.pid, 'VmHWM')).toBeLessThan(512);
  const [slow = 0] = answeredMs.sort((one, other) => other - one).slice(Math.floor(answeredMs.length / 10));
  expect(slow).toBeLessThan(1_000);
}, 240_000);
