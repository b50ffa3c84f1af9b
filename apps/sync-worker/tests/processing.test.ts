import { deliveriesQueue } from '@hubtwin/queue';
import { buildDelivery, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkers } from '../src/start-workers.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

const repository = { id: 7, full_name: 'acme/twin', updated_at: '2026-01-01T00:00:00Z' };
const opened = (id: number) =>
  buildDelivery({
    payload: {
      action: 'opened',
      issue: { id, number: id, title: `Issue ${id}`, state: 'open', updated_at: '2026-01-01T00:00:00Z' },
      repository,
    },
  });

describe.each(['Postgres', 'Redis'])('with the queue on %s', (store) => {
  let owned: AsyncDisposableStack;
  let worker: TestWorker;
  beforeEach(async () => {
    owned = new AsyncDisposableStack();
    const redis = store === 'Redis' ? owned.use(await startTestRedis()) : undefined;
    worker = owned.use(await startWorker(redis === undefined ? {} : { redisUrl: redis.url }));
  });
  afterEach(() => owned.disposeAsync());

  test('deliveries that are stored and enqueued become rows; those that nothing listens to are ignored', async () => {
    const { context, connection } = worker;
    const issues = Array.from({ length: 100 }, (_, n) => opened(n + 1));
    const others = ['ping', 'security_advisory'].map((event) =>
      buildDelivery({ event, payload: { action: 'published', zen: `Keep ${event} logically awesome.` } }),
    );
    await using _workers = await startWorkers(context);
    for (const group of [issues.slice(0, 50), [...issues.slice(50), ...others]]) {
      const id = await worker.store(group);
      const deliveryIds = group.map(({ guid }) => guid);
      await context.queues.enqueue(deliveriesQueue, { deliveryIds }, { id });
    }
    const all = [...issues, ...others];
    const rows = await waitFor('the ends of all deliveries', async () => {
      const read = await worker.read(all);
      return read.every(({ status }) => status === 'processed' || status === 'ignored') ? read : undefined;
    });
    expect(
      rows
        .slice(0, 100)
        .map(({ status, attempts, action, repository_id }) => ({ status, attempts, action, repository_id })),
    ).toEqual(issues.map(() => ({ status: 'processed', attempts: 1, action: 'opened', repository_id: 7 })));
    expect(rows.slice(100)).toMatchObject([{ status: 'ignored' }, { status: 'ignored' }]);
    const { rows: titles } = await connection.pool.query('select title from issues order by id');
    expect(titles).toEqual(issues.map((_, n) => ({ title: `Issue ${n + 1}` })));
  });

  test('jobs that are enqueued while no worker runs are processed once one does', async () => {
    const { context } = worker;
    const delivery = opened(1);
    const id = await worker.store([delivery]);
    await context.queues.enqueue(deliveriesQueue, { deliveryIds: [delivery.guid] }, { id });
    await using _workers = await startWorkers(context);
    await waitFor('its end', async () => (await worker.read([delivery]))[0]?.status === 'processed');
  });

  test('a stopping worker completes running jobs, and leaves the others to the next worker', async () => {
    const { context } = worker;
    const deliveries = Array.from({ length: 40 }, (_, n) => opened(n + 1));
    for (const delivery of deliveries) {
      const id = await worker.store([delivery]);
      await context.queues.enqueue(deliveriesQueue, { deliveryIds: [delivery.guid] }, { id });
    }
    const statuses = async () => new Set((await worker.read(deliveries)).map(({ status }) => status));
    const first = await startWorkers(context);
    await waitFor('a first end', async () => (await statuses()).has('processed'));
    await first[Symbol.asyncDispose]();
    expect([...(await statuses())]).not.toContain('processing');

    await using _next = await startWorkers(context);
    await waitFor('all ends', async () => {
      const left = await statuses();
      return left.size === 1 && left.has('processed');
    });
    expect((await worker.read(deliveries)).every(({ attempts }) => attempts === 1)).toBe(true);
  });
});
