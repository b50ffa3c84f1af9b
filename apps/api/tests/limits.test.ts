import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { startTestRedis, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRequestLimits } from '../src/limits/create-request-limits.ts';
import { issueOf } from './payloads.ts';
import { adminKey, startApi, type TestApi } from './start-api.ts';

const path = '/api/v1/issues';
const few = { perMinute: 3, failuresPerMinute: 2 };

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ limits: few });
  const repo = { id: 9001, fullName: 'acme/large' };
  await api.apply(
    Array.from({ length: 20 }, (_, at) =>
      issueOf(repo, { id: at + 1, number: at + 1, title: 'x'.repeat(200) }),
    ),
  );
});
afterAll(() => api[Symbol.asyncDispose]());

test('an API key has a number of requests per minute, and the response shows how many are left; others have their own', async () => {
  const [key, another] = [await api.createKey(), await api.createKey()];
  const answers = [];
  for (let at = 0; at < 5; at++) answers.push(await api.ask(path, { key }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  const [first, , , over] = answers;
  expect(first?.headers.get('ratelimit-policy')).toBe('"minute";q=3;w=60');
  expect(first?.headers.get('ratelimit')).toMatch(/^"minute";r=2;t=(60|59)$/);
  expect(over?.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d+$/);
  expect(over?.json.code).toBe('rate_limited');
  expect(Number(over?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await api.ask(path, { key: another })).status).toBe(200);
});

test('an address without a valid key is limited, and a valid key from the same address is not', async () => {
  const statuses = [];
  for (const key of [null, `htk_${'x'.repeat(40)}`, 'none', null]) {
    statuses.push((await api.ask(path, { key })).status);
  }
  expect(statuses).toEqual([401, 401, 429, 429]);
  expect((await api.ask(path, { key: await api.createKey() })).status).toBe(200);
});

test('processes count together in Redis, and separately while it is unavailable', async () => {
  const redis = await startTestRedis();
  await using one = createRequestLimits({ ...few, redisUrl: redis.url });
  await using other = createRequestLimits({ ...few, redisUrl: redis.url });
  try {
    await waitFor('both to be connected', async () => {
      await one.takeFailure('x');
      return (await other.takeFailure('x')).isExceeded;
    });
    const taken = [];
    for (const limits of [one, other, one, other]) taken.push((await limits.takeRequest(7)).remaining);
    expect(taken).toEqual([2, 1, 0, 0]);
    expect((await other.takeRequest(7)).isExceeded).toBe(true);
  } finally {
    await redis[Symbol.asyncDispose]();
  }
  expect(await one.takeRequest(8)).toMatchObject({ isExceeded: false, limit: 3 });
});

test('a long response is compressed if the client accepts it, with the same ETag; a short one is not', async () => {
  const key = await api.createKey();
  const get = (address: string, headers: Record<string, string> = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<{
      headers: NodeJS.Dict<string | string[]>;
      body: Buffer;
      status: number;
    }>();
    const sent = { authorization: `Bearer ${key}`, 'accept-encoding': 'gzip', ...headers };
    request(`${api.origin}${address}`, { headers: sent }, async (response) => {
      const body = Buffer.concat(await Array.fromAsync<Buffer>(response));
      resolve({ headers: response.headers, body, status: response.statusCode ?? 0 });
    })
      .once('error', reject)
      .end();
    return promise;
  };
  const packed = await get(path);
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: 'Authorization, Accept-Encoding',
  });
  expect(JSON.parse(gunzipSync(packed.body).toString()).data).toHaveLength(20);
  const { etag } = packed.headers;
  expect((await get(path, { 'accept-encoding': 'identity' })).headers).toMatchObject({ etag });
  const known = await get(path, { 'if-none-match': `${etag}` });
  expect([known.status, known.headers['content-encoding'], known.body.length]).toEqual([304, undefined, 0]);
  expect((await get('/healthz')).headers).not.toHaveProperty('content-encoding');
});

test('the admin key has its own limit', async () => {
  await using alone = await startApi({ connection: api.connection, limits: { perMinute: 1 } });
  expect((await alone.ask(path, { key: adminKey })).status).toBe(200);
  expect((await alone.ask(path, { key: adminKey })).status).toBe(429);
});
