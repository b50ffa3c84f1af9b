import { randomUUID } from 'node:crypto';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import {
  createTestDatabase,
  freePort,
  startEndingPostgres,
  startTestRedis,
  waitFor,
} from '@hubtwin/test-kit';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateQueues, openBackend, type QueueStore } from './backend.ts';
import { connectQueues, type Queues } from './connect-queues.ts';
import { deliveriesQueue } from './specs/deliveries.ts';
import { projectsQueue } from './specs/projects.ts';

let telemetry: Telemetry;
beforeAll(async () => {
  telemetry = await startTelemetry('test', { logLevel: 'silent' });
});
afterAll(() => telemetry[Symbol.asyncDispose]());

const job = () => ({ deliveryIds: [randomUUID()] });
const connect = (store: QueueStore) => connectQueues({ store, logger: telemetry.logger });

/** How long it took until it was rejected, in milliseconds. */
async function timeToRejection(queues: Queues): Promise<number> {
  const started = performance.now();
  await expect(queues.enqueue(deliveriesQueue, job())).rejects.toThrow();
  return performance.now() - started;
}

/** Enqueues until it is accepted, as for the next deliveries. */
function taken(queues: Queues): Promise<true> {
  return waitFor('a job that is accepted', () =>
    queues.enqueue(deliveriesQueue, job()).then(
      () => true,
      () => false,
    ),
  );
}

test('the first job of a process is accepted, although the connection to Redis is still being opened', async () => {
  await using redis = await startTestRedis();
  await using queues = connect({ redisUrl: redis.url });
  await queues.enqueue(deliveriesQueue, job());
  expect(await queues.counts(deliveriesQueue)).toMatchObject({ waiting: 1 });
});

test('if Redis is unavailable from the start, enqueueing is rejected soon, and works once it is available', async () => {
  const port = await freePort();
  await using queues = connect({ redisUrl: `redis://127.0.0.1:${port}` });
  expect(await timeToRejection(queues)).toBeLessThan(5_500);
  await using _redis = await startTestRedis({ port });
  await taken(queues);
});

test('while Redis is unavailable enqueueing is rejected soon; once it is available again, jobs are accepted and run', async () => {
  const port = await freePort();
  await using owned = new AsyncDisposableStack();
  const redis = await startTestRedis({ port });
  const queues = owned.use(connect({ redisUrl: redis.url }));
  let done = 0;
  const process = async () => void done++;
  owned.use(await queues.runWorker({ queue: deliveriesQueue, concurrency: 1, process }));
  await queues.enqueue(deliveriesQueue, job());
  await waitFor('a job before', () => done === 1);

  await redis[Symbol.asyncDispose]();
  expect(await timeToRejection(queues)).toBeLessThan(5_500);
  const again = await startTestRedis({ port });
  await taken(queues);
  await waitFor('a job after', () => done >= 2);
  // The queues are closed before their server.
  await owned.disposeAsync();
  await again[Symbol.asyncDispose]();
});

test('a worker whose Redis is unavailable stops once its job has ended', async () => {
  const redis = await startTestRedis();
  const queues = connect({ redisUrl: redis.url });
  const gate = Promise.withResolvers<void>();
  let begun = 0;
  let ended = 0;
  const process = async () => {
    begun += 1;
    await gate.promise;
    ended += 1;
  };
  const worker = await queues.runWorker({ queue: deliveriesQueue, concurrency: 1, process });
  await queues.enqueue(deliveriesQueue, job());
  await waitFor('a job that runs', () => begun === 1);
  await redis[Symbol.asyncDispose]();
  await timeToRejection(queues);
  const stopped = worker[Symbol.asyncDispose]().then(() => ended);
  gate.resolve();
  expect(await stopped).toBe(1);
  await queues[Symbol.asyncDispose]();
});

test('a Redis that accepts commands and does not respond is abandoned within about five seconds', async () => {
  await using redis = await startTestRedis();
  await using queues = connect({ redisUrl: redis.url });
  await queues.enqueue(deliveriesQueue, job());
  const admin = new Redis(redis.url);
  await admin.call('client', 'pause', '30000', 'all');
  expect(await timeToRejection(queues)).toBeLessThan(6_000);
  admin.disconnect();
});

test('if Postgres is unavailable from the start, enqueueing is rejected soon, and works once it is available', async () => {
  await using database = await createTestDatabase({ poolMax: 1 });
  const admin = new pg.Client({ connectionString: new URL('/postgres', database.url).href });
  await admin.connect();
  const name = new URL(database.url).pathname.slice(1);
  await admin.query(`alter database ${name} rename to ${name}_renamed`);
  await using queues = connect({ postgresUrl: database.url });
  expect(await timeToRejection(queues)).toBeLessThan(5_500);
  await admin.query(`alter database ${name}_renamed rename to ${name}`);
  await taken(queues);
  await admin.end();
});

test.each([
  ['Redis', () => startTestRedis(), (redisUrl: string) => ({ redisUrl })],
  ['Postgres', () => createTestDatabase({ poolMax: 1 }), (postgresUrl: string) => ({ postgresUrl })],
])(
  'a process that vanished while it enqueued on %s delays others by a few seconds',
  async (_, start, storeOf) => {
    await using server = await start();
    const store = storeOf(server.url);
    const vanished = openBackend(store, () => {});
    await vanished.contacted();
    const held = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const holding = vanished.exclusively(projectsQueue.name, () => {
      held.resolve();
      return ended.promise;
    });
    await held.promise;
    await using queues = connect(store);
    const started = performance.now();
    await queues.enqueue(projectsQueue, { projectId: 1 });
    const waited = performance.now() - started;
    expect([waited > 2_000, waited < 8_000]).toEqual([true, true]);
    ended.resolve();
    await holding;
    await vanished.close();
  },
);

test.each([1, 2, 3, 4])(
  'a Postgres that ends connection %i of a worker in the moment in which it accepts it does not end the process',
  async (endingNumber) => {
    await using database = await createTestDatabase({ poolMax: 1 });
    using postgres = await startEndingPostgres(database.url, endingNumber);
    await using queues = connect({ postgresUrl: postgres.url });
    let done = 0;
    const process = async () => void done++;
    const start = () => queues.runWorker({ queue: deliveriesQueue, concurrency: 1, process });
    await using _worker = await start().catch(start);
    await waitFor('the connections', async () => {
      await taken(queues);
      return done > 0 && postgres.connections() >= endingNumber;
    });
  },
);

test('a Postgres that ends the connection of a migration of the queues does not end the process', async () => {
  await using database = await createTestDatabase({ poolMax: 1 });
  using postgres = await startEndingPostgres(database.url, 1);
  await expect(migrateQueues(postgres.url)).rejects.toThrow();
  await migrateQueues(postgres.url);
});
