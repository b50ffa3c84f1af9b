import { deliveriesQueue } from '@hubtwin/queue';
import { buildDelivery, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkers } from '../src/start-workers.ts';
import { sweepDeliveries } from '../src/timers/sweep-deliveries.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

describe.each(['Postgres', 'Redis'])('with the queue on %s', (store) => {
  let owned: AsyncDisposableStack;
  let worker: TestWorker;
  beforeEach(async () => {
    owned = new AsyncDisposableStack();
    const redis = store === 'Redis' ? owned.use(await startTestRedis()) : undefined;
    worker = owned.use(await startWorker(redis === undefined ? {} : { redisUrl: redis.url }));
  });
  afterEach(() => owned.disposeAsync());

  const storeSome = async (count: number) => {
    const deliveries = Array.from({ length: count }, (_, n) =>
      buildDelivery({ event: 'ping', payload: { n } }),
    );
    await worker.store(deliveries);
    return deliveries;
  };
  const sweep = (olderThanSeconds = 15) => sweepDeliveries(worker.context, { olderThanSeconds });
  const waiting = async () => (await worker.context.queues.counts(deliveriesQueue)).waiting;

  /** As if all that happened so far had happened that much earlier. */
  const secondsPass = async (seconds: number) => {
    for (const statement of [
      `update webhook_bodies set received_at = received_at - make_interval(secs => $1)`,
      `update webhook_deliveries set received_at = received_at - make_interval(secs => $1),
              retry_at = retry_at - make_interval(secs => $1)`,
      `update webhook_attempts set claimed_at = claimed_at - make_interval(secs => $1)`,
    ]) {
      await worker.connection.pool.query(statement, [seconds]);
    }
  };

  const allIgnored = (deliveries: readonly { guid: string }[]) =>
    waitFor('the ends of all', async () => {
      const rows = await worker.read(deliveries);
      return rows.every(({ status }) => status === 'ignored') ? rows : undefined;
    });

  test('a delivery that was stored and never enqueued is enqueued once it is old enough, and processed', async () => {
    const deliveries = await storeSome(3);
    expect(await sweep()).toBe(0);
    await secondsPass(16);
    expect(await sweep()).toBe(1);
    expect(await waiting()).toBe(1);
    await using _workers = await startWorkers(worker.context);
    await allIgnored(deliveries);
  });

  test('a second sweep creates no second job, neither for waiting deliveries nor for a large batch', async () => {
    await storeSome(3);
    await storeSome(150);
    await secondsPass(16);
    expect(await sweep()).toBe(1 + 3);
    expect(await sweep()).toBe(1 + 3);
    expect(await waiting()).toBe(1 + 3);
  });

  test('an enqueued delivery gets no second job', async () => {
    const delivery = buildDelivery({ event: 'ping' });
    const id = await worker.store([delivery]);
    const deliveryIds = [delivery.guid];
    await worker.context.queues.enqueue(deliveriesQueue, { deliveryIds }, { id });
    await secondsPass(16);
    await sweep();
    expect(await waiting()).toBe(1);
  });

  test('deliveries of a dead worker are reclaimed, and not those in progress', async () => {
    const deliveries = await storeSome(2);
    await secondsPass(60);
    await worker.abandon(deliveries, 1, 0);
    expect(await sweep()).toBe(0);
    await secondsPass(16);
    expect(await sweep()).toBe(2);
    await using _workers = await startWorkers(worker.context);
    const rows = await allIgnored(deliveries);
    expect(rows.map(({ attempts }) => attempts)).toEqual([2, 2]);
  });

  test('a retry that was lost with its queue is enqueued again, and one that is due later is not', async () => {
    const deliveries = await storeSome(1);
    await worker.connection.pool.query(
      `update webhook_deliveries set status = 'failed', attempts = 2, retry_at = now() + interval '10 seconds'`,
    );
    await secondsPass(20);
    expect(await sweep()).toBe(0);
    await secondsPass(6);
    expect(await sweep()).toBe(1);
    await using _workers = await startWorkers(worker.context);
    await allIgnored(deliveries);
  });

  test('completed and parked deliveries are not enqueued', async () => {
    await storeSome(3);
    await worker.connection.pool.query(
      `update webhook_deliveries as d set status = (array['processed', 'ignored', 'parked'])[n]
         from (select guid, row_number() over () as n from webhook_deliveries) as numbered
        where numbered.guid = d.guid`,
    );
    await secondsPass(86_400);
    expect(await sweep()).toBe(0);
  });

  test('the worker sweeps automatically', async () => {
    const deliveries = await storeSome(5);
    await secondsPass(16);
    await using _workers = await startWorkers(worker.context);
    await allIgnored(deliveries);
  });
});
