import { startTestRedis, waitFor } from '@hubtwin/test-kit';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CacheStore, Tags } from './cache-store.ts';
import { createMemoryStore } from './create-memory-store.ts';
import { createRedisStore } from './create-redis-store.ts';

const server = await startTestRedis();
let redis: Redis;
beforeAll(async () => {
  redis = new Redis(server.url);
  await redis.ping();
});
afterAll(async () => {
  redis.disconnect();
  await server[Symbol.asyncDispose]();
});

const stores = {
  memory: createMemoryStore,
  redis: () => createRedisStore({ redis, prefix: `${crypto.randomUUID()}:` }),
};

const tags: Tags = ['repo:7', 'repo:7:issues'];

describe.each(Object.entries(stores))('the cache in %s', (_, open) => {
  let store: CacheStore;
  beforeEach(async () => {
    store = open();
    await store.confirm(60_000);
  });

  const versionsOf = async (of: Tags = tags) => (await store.look('none', of)).versions ?? '';
  const keep = async (key = 'k', { of = tags, versions = '', ttlMs = 60_000, value = '"v"' } = {}) =>
    store.keep({ key, tags: of, versions: versions || (await versionsOf(of)), value, ttlMs });
  const shown = async (key = 'k', of = tags) => (await store.look(key, of)).value;

  test('returns what was stored, under its key only', async () => {
    expect(await shown()).toBeNull();
    const value = JSON.stringify({ text: 'ä\0\n"\u{1f600}' });
    expect(await keep('k', { value })).toBe(true);
    expect(await shown()).toBe(value);
    expect(await shown('other')).toBeNull();
    await keep('k', { value: '2' });
    expect(await shown()).toBe('2');
  });

  test('an entry expires after its TTL', async () => {
    await keep('k', { ttlMs: 60 });
    await keep('longer');
    await waitFor('the end of the entry', async () => (await shown()) === null);
    expect(await shown('longer')).toBe('"v"');
  });

  test.for(['repo:7', 'repo:7:issues'])(
    'invalidating %s removes the entries with the tag, and no others',
    async (tag) => {
      const others: Tags = ['repo:8', 'repo:8:issues'];
      await keep();
      await keep('other', { of: others });
      await store.invalidate([tag, 'repo:9']);
      expect(await shown()).toBeNull();
      expect(await shown('other', others)).toBe('"v"');
      await keep('k', { value: '"new"' });
      expect(await shown()).toBe('"new"');
    },
  );

  test('what was loaded before an invalidation is never stored after it', async () => {
    const versions = await versionsOf();
    await store.invalidate(['repo:7:issues']);
    expect(await keep('k', { versions })).toBe(false);
    expect(await shown()).toBeNull();
    // Also when the tag has a new version.
    await versionsOf();
    expect(await keep('k', { versions })).toBe(false);
    expect(await shown()).toBeNull();
  });

  test('versions are never reused after any sequence of invalidations', async () => {
    const seen = new Set<string>();
    for (let n = 0; n < 20; n++) {
      seen.add(await versionsOf(['repo:7']));
      await (n % 2 === 0 ? store.invalidate(['repo:7']) : store.invalidateMatching(['*']));
    }
    expect(seen.size).toBe(20);
  });

  test('a pattern invalidates the tags that match it: * matches any text, other characters only themselves', async () => {
    const kept = ['repo:7:issues', 'repo:7:pull_requests', 'repo:77:issues', 'all:issues', 'repo:[7]?'];
    const keepAll = () => Promise.all(kept.map((tag) => keep(tag, { of: [tag] })));
    const ended = async (...patterns: string[]) => {
      await keepAll();
      await store.invalidateMatching(patterns);
      const values = await Promise.all(kept.map(async (tag) => (await shown(tag, [tag])) === null));
      return kept.filter((_, at) => values[at]);
    };
    expect(await ended('repo:7:*')).toEqual(['repo:7:issues', 'repo:7:pull_requests']);
    expect(await ended('repo:*:issues', 'all:*')).toEqual(['repo:7:issues', 'repo:77:issues', 'all:issues']);
    expect(await ended('repo:[7]?')).toEqual(['repo:[7]?']);
    expect(await ended('issues')).toEqual([]);
    expect(await ended('*')).toEqual(kept);
  });

  test('after a pattern matched, nothing that was loaded before is stored', async () => {
    const versions = await versionsOf();
    await store.invalidateMatching(['repo:7*']);
    expect(await keep('k', { versions })).toBe(false);
  });

  test('returns nothing without a recent confirmation, and entries again after the next one', async () => {
    await keep();
    await store.confirm(40);
    await waitFor('the confirmation to expire', async () => (await shown()) === null);
    await store.confirm(60_000);
    expect(await shown()).toBe('"v"');
  });

  test('returns nothing before the first confirmation', async () => {
    store = open();
    await keep();
    expect(await shown()).toBeNull();
  });
});

test('a Redis that was wiped returns and stores nothing from before, and continues to work', async () => {
  const store = createRedisStore({ redis, prefix: 'wiped:' });
  await store.confirm(60_000);
  const { versions } = await store.look('k', tags);
  const before = { key: 'k', tags, versions: versions ?? '', value: '1', ttlMs: 60_000 };
  await store.keep(before);
  await redis.flushall();
  expect((await store.look('k', tags)).value).toBeNull();
  await store.confirm(60_000);
  expect(await store.keep(before)).toBe(false);
  const { versions: after } = await store.look('k', tags);
  expect(await store.keep({ ...before, versions: after ?? '' })).toBe(true);
  expect((await store.look('k', tags)).value).toBe('1');
});

test('every key in Redis expires', async () => {
  await redis.flushall();
  const store = createRedisStore({ redis });
  await store.confirm(500);
  const { versions } = await store.look('k', tags);
  await store.keep({ key: 'k', tags, versions: versions ?? '', value: '1', ttlMs: 1_000 });
  const keys = await redis.keys('*');
  expect(keys).toHaveLength(3);
  for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(0);
});

test('memory is bounded: the least recently used entries and tags are evicted', async () => {
  const store = createMemoryStore({ maxBytes: 10_000, maxTags: 50 });
  await store.confirm(60_000);
  for (let n = 0; n < 100; n++) {
    const of: Tags = [`tag:${n}`];
    const { versions } = await store.look(`${n}`, of);
    await store.keep({
      key: `${n}`,
      tags: of,
      versions: versions ?? '',
      value: 'x'.repeat(400),
      ttlMs: 60_000,
    });
  }
  const left: number[] = [];
  for (let n = 99; n >= 0; n--) if ((await store.look(`${n}`, [`tag:${n}`])).value !== null) left.push(n);
  expect(left.length).toBeGreaterThan(5);
  expect(left.length).toBeLessThan(13);
  expect(Math.min(...left)).toBeGreaterThan(80);
});
