import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { freePort, startTestRedis, waitFor } from '@hubtwin/test-kit';
import type { Meter } from '@opentelemetry/api';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectCache } from './connect-cache.ts';
import type { Cache, CacheEntry } from './create-cache.ts';

let telemetry: Telemetry;
let cache: Cache;
beforeAll(async () => {
  telemetry = await startTelemetry('test', { logLevel: 'silent' });
});
beforeEach(async () => {
  counts.clear();
  cache = connectCache({ redisUrl: undefined, meter: countingMeter() });
  await cache.confirm(600_000);
});
afterEach(() => cache[Symbol.asyncDispose]());
afterAll(() => telemetry[Symbol.asyncDispose]());

/** The counters, by name and resource. */
const counts = new Map<string, number>();

function countingMeter(): Meter {
  const { meter } = telemetry;
  return Object.create(meter, {
    createCounter: {
      value: (name: string) => ({
        add(value: number, attributes: { resource: string }) {
          const counter = `${name} ${attributes.resource}`;
          counts.set(counter, (counts.get(counter) ?? 0) + value);
        },
      }),
    },
  });
}

const issues: CacheEntry = { resource: 'issues', key: 'k', tags: ['repo:7:issues'], ttlSeconds: 60 };

/** Loads that the test resolves. */
function heldLoads() {
  const loads: PromiseWithResolvers<unknown>[] = [];
  const load = () => {
    const held = Promise.withResolvers<unknown>();
    loads.push(held);
    return held.promise;
  };
  const begun = (count: number) => waitFor(`${count} loads`, () => loads.length === count, { everyMs: 1 });
  return { loads, load, begun };
}

test('a response is loaded once, then stored, and both are counted by resource', async () => {
  let loads = 0;
  const load = async () => ({ loads: ++loads });
  for (let n = 0; n < 3; n++) expect(await cache.getOrLoad(issues, load)).toEqual({ loads: 1 });
  await cache.getOrLoad({ ...issues, resource: 'pulls', key: 'other' }, load);
  expect(Object.fromEntries(counts)).toEqual({
    'cache_misses_total issues': 1,
    'cache_hits_total issues': 2,
    'cache_misses_total pulls': 1,
  });
});

test('concurrent requests for a key share one load', async () => {
  const { loads, load, begun } = heldLoads();
  const answers = Array.from({ length: 50 }, () => cache.getOrLoad(issues, load));
  const other = cache.getOrLoad({ ...issues, key: 'other' }, load);
  await begun(2);
  for (const [n, { resolve }] of loads.entries()) resolve(n);
  expect(await Promise.all(answers)).toEqual(Array(50).fill(0));
  expect(await other).toBe(1);
});

test('all requests that share a load receive its error, which is not stored, and the next request loads again', async () => {
  const { loads, load, begun } = heldLoads();
  const answers = [cache.getOrLoad(issues, load), cache.getOrLoad(issues, load)];
  await begun(1);
  loads[0]?.reject(new Error('no database'));
  for (const answer of answers) await expect(answer).rejects.toThrow('no database');
  const again = cache.getOrLoad(issues, load);
  await begun(2);
  loads[1]?.resolve('well');
  expect(await again).toBe('well');
});

test('a request after an invalidation does not join a load that started before it', async () => {
  const { loads, load, begun } = heldLoads();
  const before = cache.getOrLoad(issues, load);
  await begun(1);
  await cache.invalidate(['repo:7:issues']);
  const after = cache.getOrLoad(issues, load);
  await begun(2);
  loads[1]?.resolve('new');
  expect(await after).toBe('new');
  loads[0]?.resolve('old');
  expect(await before).toBe('old');
  expect(await cache.getOrLoad(issues, load)).toBe('new');
});

test('no request joins a load that is half a second old', async () => {
  const { loads, load, begun } = heldLoads();
  const first = cache.getOrLoad(issues, load);
  const others: Promise<unknown>[] = [];
  await waitFor('a second load', () => {
    others.push(cache.getOrLoad(issues, load));
    return loads.length === 2;
  });
  await begun(2);
  for (const { resolve } of loads) resolve('x');
  await Promise.all([first, ...others]);
});

test('while Redis is unavailable every response is loaded, soon and without an error; then the cache is used again', async () => {
  const port = await freePort();
  const reports: string[] = [];
  const first = await startTestRedis({ port });
  await using shared = connectCache({
    redisUrl: first.url,
    meter: countingMeter(),
    onUnavailable: (error) => reports.push(error === null ? 'back' : 'away'),
  });
  await shared.confirm(60_000);
  let loads = 0;
  const request = () => shared.getOrLoad(issues, async () => ++loads);
  const hits = () => counts.get('cache_hits_total issues') ?? 0;
  await waitFor('a hit', async () => (await request()) < loads + 1 && hits() > 0);
  await first[Symbol.asyncDispose]();

  const started = performance.now();
  const before = loads;
  for (let n = 0; n < 20; n++) await request();
  expect(loads - before).toBeGreaterThan(10);
  expect(performance.now() - started).toBeLessThan(1_000);
  await expect(shared.invalidate(['repo:7:issues'])).rejects.toThrow();

  await using _again = await startTestRedis({ port });
  await waitFor('a confirmation', () =>
    shared.confirm(60_000).then(
      () => true,
      () => false,
    ),
  );
  const hitsBefore = hits();
  await waitFor('a hit', async () => {
    await request();
    return hits() > hitsBefore;
  });
  expect(reports).toEqual(['away', 'back']);
});

test('a Redis that accepts commands and does not respond delays one request by half a second, and no other', async () => {
  await using redis = await startTestRedis();
  await using shared = connectCache({ redisUrl: redis.url, meter: countingMeter() });
  await shared.confirm(60_000);
  const admin = new Redis(redis.url);
  await admin.call('client', 'pause', '30000', 'all');
  admin.disconnect();
  const request = async (key: string) => {
    const started = performance.now();
    expect(await shared.getOrLoad({ ...issues, key }, async () => 'loaded')).toBe('loaded');
    return performance.now() - started;
  };
  expect(await request('first')).toBeLessThan(1_000);
  for (const key of ['second', 'third']) expect(await request(key)).toBeLessThan(100);
});

test('before the first connection to Redis no request waits for it', async () => {
  await using shared = connectCache({
    redisUrl: `redis://127.0.0.1:${await freePort()}`,
    meter: countingMeter(),
  });
  const started = performance.now();
  expect(await shared.getOrLoad(issues, async () => 'loaded')).toBe('loaded');
  expect(performance.now() - started).toBeLessThan(100);
});
