import { type Cache, connectCache } from '@hubtwin/cache';
import { loadConfig } from '@hubtwin/config';
import { repositoryTags } from '@hubtwin/replication';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase, startTestRedis, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { cacheWorkerSections } from '../src/config.ts';
import { createContext } from '../src/context.ts';
import { follow } from '../src/follow.ts';

const server = await startTestRedis();
let telemetry: Telemetry;
let connection: TestDatabase;
let cache: Cache;
let redis: Redis;
beforeAll(async () => {
  telemetry = await startTelemetry('test', { logLevel: 'silent' });
  redis = new Redis(server.url);
});
beforeEach(async () => {
  await redis.flushall();
  connection = await createTestDatabase();
  cache = connectCache({ redisUrl: server.url, meter: telemetry.meter });
});
afterEach(async () => {
  await cache[Symbol.asyncDispose]();
  await connection[Symbol.asyncDispose]();
});
afterAll(async () => {
  redis.disconnect();
  await telemetry[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** A cache-worker. Disposing stops it. */
function startWorker(): AsyncDisposable {
  const environment = { DATABASE_URL: connection.url, REDIS_URL: server.url };
  const owned = new AsyncDisposableStack();
  const context = owned.use(createContext(loadConfig(cacheWorkerSections, environment), telemetry));
  owned.use(follow(context));
  return owned;
}

const change = () =>
  connection.pool.query(
    `insert into changes (resource, key, kind, repository_id, fields, source)
       values ('issues', '1', 'updated', 7, '{}', 'webhook')`,
  );

let loads = 0;
/** An answer that shows issues; each load gives another one. */
const ask = (repositoryId = 7) => {
  const tags = repositoryTags(repositoryId, ['issues']);
  return cache.getOrLoad({ resource: 'issues', key: `${repositoryId}`, tags, ttlSeconds: 300 }, async () => {
    loads += 1;
    return loads;
  });
};
/** An answer that was kept, and is shown. */
async function cached(repositoryId = 7, connected = redis): Promise<number> {
  const is = (key: string) => connected.exists(`hubtwin:cache:${key}`).then((found) => found === 1);
  await waitFor('the log to be followed', () => is('confirmed'));
  await waitFor('an entry', async () => {
    await ask(repositoryId);
    return await is(`entry:${repositoryId}`);
  });
  return await ask(repositoryId);
}

test('changed responses are loaded again within a second, and no others', async () => {
  await using _worker = startWorker();
  const [before, other] = [await cached(), await cached(8)];
  await change();
  await waitFor('a new answer', async () => (await ask()) !== before, { timeoutMs: 1_000, everyMs: 10 });
  expect(await ask(8)).toBe(other);
});

test('while no worker runs the cache is not used; the next one first catches up with changes in between', async () => {
  const first = startWorker();
  const [before, other] = [await cached(), await cached(8)];
  await first[Symbol.asyncDispose]();
  await change();
  await waitFor('the confirmation to end', async () => (await redis.exists('hubtwin:cache:confirmed')) === 0);
  const meanwhile = await ask();
  await waitFor('a load of its own', async () => (await ask()) > meanwhile);

  await using _second = startWorker();
  expect(await cached()).not.toBe(before);
  expect(await cached(8)).toBe(other);
});

test('after Redis was wiped, responses are loaded again, then cached', async () => {
  await using _worker = startWorker();
  const before = await cached();
  await redis.flushall();
  expect(await cached()).not.toBe(before);
});

test('a Redis that restarts empty is followed again', async () => {
  const own = await startTestRedis();
  const port = Number(new URL(own.url).port);
  await using owned = new AsyncDisposableStack();
  const environment = { DATABASE_URL: connection.url, REDIS_URL: own.url };
  const context = owned.use(createContext(loadConfig(cacheWorkerSections, environment), telemetry));
  await cache[Symbol.asyncDispose]();
  cache = connectCache({ redisUrl: own.url, meter: telemetry.meter });
  owned.use(follow(context));
  const client = owned.adopt(new Redis(own.url), (open) => open.disconnect());
  client.on('error', () => {});
  const before = await cached(7, client);
  await own[Symbol.asyncDispose]();
  expect(await ask()).not.toBe(before);
  owned.use(await startTestRedis({ port }));
  const after = await cached(7, client);
  await change();
  await waitFor('a new answer', async () => (await ask()) !== after, { timeoutMs: 1_000 });
});
