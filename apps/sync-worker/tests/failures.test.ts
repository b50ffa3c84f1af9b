import { deliveriesQueue } from '@hubtwin/queue';
import { buildDelivery, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkers } from '../src/start-workers.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

let worker: TestWorker;
beforeEach(async () => {
  worker = await startWorker();
});
afterEach(() => worker[Symbol.asyncDispose]());

const repository = { id: 7, full_name: 'acme/twin', updated_at: '2026-01-01T00:00:00Z' };
const titled = (id: number, title: unknown) =>
  buildDelivery({
    payload: {
      action: 'opened',
      issue: { id, number: id, title, state: 'open', updated_at: '2026-01-01T00:00:00Z' },
      repository,
    },
  });

/** Makes the database refuse issues of the title `unlucky` until `relent`. */
const refuse = () =>
  worker.connection.pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin
      raise exception 'out of luck';
    end $$;
    create trigger refuse before insert or update on issues
      for each row when (new.title = 'unlucky') execute function refuse();
  `);
const relent = () => worker.connection.pool.query('drop trigger refuse on issues');

const waitingRetries = async () => (await worker.context.queues.counts(deliveriesQueue)).delayed;

test.each([
  ['whose shape is not that of its event', titled(99, 1), 'UnusableDeliveryError'],
  ['that is not JSON', buildDelivery({ payload: Buffer.from('{"action":') }), 'not JSON'],
  ['that is not UTF-8', buildDelivery({ payload: Buffer.from([0x22, 0xff, 0x22]) }), 'not JSON in UTF-8'],
  ['that is a list', buildDelivery({ payload: [] }), 'not an object'],
])(
  'a delivery %s is parked at once with its error, and the others of its job are processed',
  async (_, poison, error) => {
    const good = [titled(1, 'One'), titled(2, 'Two')];
    await worker.store([poison, ...good]);
    await worker.runJob([poison, ...good]);
    expect(await worker.read([poison, ...good])).toMatchObject([
      { status: 'parked', attempts: 1, error: expect.stringContaining(error), retry_at: null },
      { status: 'processed', error: null },
      { status: 'processed', error: null },
    ]);
    expect(await waitingRetries()).toBe(0);
  },
);

test('a delivery whose body retention has dropped is parked', async () => {
  const delivery = titled(1, 'One');
  await worker.store([delivery]);
  await worker.connection.pool.query('delete from webhook_bodies');
  await worker.runJob([delivery]);
  expect(await worker.read([delivery])).toMatchObject([
    { status: 'parked', error: expect.stringContaining('retention') },
  ]);
});

test('a temporary failure is retried alone with increasing delay, and ends processed', async () => {
  const unlucky = titled(1, 'unlucky');
  const good = [titled(2, 'Two'), titled(3, 'Three')];
  await worker.store([unlucky, ...good]);
  await refuse();
  for (const [attempt, delayMs] of [
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
  ] as const) {
    const before = Date.now();
    await worker.runJob([unlucky, ...good]);
    const [failed, ...others] = await worker.read([unlucky, ...good]);
    expect(failed).toMatchObject({
      status: 'failed',
      attempts: attempt,
      error: expect.stringContaining('out of luck'),
    });
    const waits = (failed?.retry_at?.getTime() ?? 0) - before;
    expect(waits).toBeGreaterThanOrEqual(delayMs * 0.75);
    expect(waits).toBeLessThan(delayMs * 1.25 + 2_000);
    expect(others).toMatchObject(good.map(() => ({ status: 'processed', attempts: 1 })));
    expect(await waitingRetries()).toBe(attempt);
  }
  await relent();
  await worker.runJob([unlucky]);
  expect(await worker.read([unlucky])).toMatchObject([
    { status: 'processed', attempts: 4, error: null, retry_at: null },
  ]);
});

test('the retry runs automatically', async () => {
  const unlucky = titled(1, 'unlucky');
  const id = await worker.store([unlucky]);
  await refuse();
  await using _workers = await startWorkers(worker.context);
  const { queues } = worker.context;
  await queues.enqueue(deliveriesQueue, { deliveryIds: [unlucky.guid] }, { id });
  await waitFor('a failure', async () => (await worker.read([unlucky]))[0]?.status === 'failed');
  await relent();
  const [done] = await waitFor('its end', async () => {
    const rows = await worker.read([unlucky]);
    return rows[0]?.status === 'processed' ? rows : undefined;
  });
  expect(done?.attempts).toBeGreaterThan(1);
});

test('a permanent failure is parked after six attempts with its error, and not retried', async () => {
  const unlucky = titled(1, 'unlucky');
  await worker.store([unlucky]);
  await refuse();
  for (let attempt = 1; attempt <= 8; attempt++) await worker.runJob([unlucky]);
  expect(await worker.read([unlucky])).toMatchObject([
    { status: 'parked', attempts: 6, error: expect.stringContaining('out of luck'), retry_at: null },
  ]);
  expect(await waitingRetries()).toBe(5);
});

test('a delivery that crashed its process at six attempts is parked without a seventh', async () => {
  const deadly = titled(1, 'One');
  await worker.store([deadly]);
  await worker.abandon([deadly], 6);
  await worker.runJob([deadly], { id: `${deadly.guid}-6` });
  expect(await worker.read([deadly])).toMatchObject([
    { status: 'parked', error: expect.stringContaining('crashed the process') },
  ]);
  expect((await worker.connection.pool.query('select from issues')).rowCount).toBe(0);
});

test('deliveries in progress beside one that crashed its process are retried alone, and counted at their turn', async () => {
  const deliveries = [1, 2, 3].map((id) => titled(id, 'One'));
  await worker.store(deliveries);
  await worker.abandon(deliveries, 1);
  await worker.connection.pool.query(`
    create function look() returns trigger language plpgsql as $$ begin
      if (select count(*) from webhook_attempts where attempts = 2) > 1 then
        raise exception 'claimed before its turn';
      end if;
      return new;
    end $$;
    create trigger look before insert on issues for each row execute function look();
  `);
  await Promise.all(
    deliveries.map((_, n) => worker.runJob([...deliveries.slice(n), ...deliveries.slice(0, n)])),
  );
  expect(await worker.read(deliveries)).toMatchObject(
    deliveries.map(() => ({ status: 'processed', attempts: 2 })),
  );
});

test('a delivery that was in two crashed processes waits until the others are processed', async () => {
  const [suspect, ...others] = [1, 2, 3].map((id) => titled(id, 'One'));
  if (suspect === undefined) throw new Error('nothing to suspect');
  await worker.store([suspect, ...others]);
  await worker.abandon([suspect], 2);
  await worker.abandon(others, 1);
  await worker.runJob([suspect, ...others]);
  const done = others.map(() => ({ status: 'processed', attempts: 2 }));
  expect(await worker.read([suspect, ...others])).toMatchObject([
    { status: 'processing', attempts: 2 },
    ...done,
  ]);
  expect(await waitingRetries()).toBe(1);

  // The remaining job of its previous attempt waits as long.
  await worker.runJob([suspect], { id: `${suspect.guid}-1` });
  expect(await worker.read([suspect])).toMatchObject([{ status: 'processing', attempts: 2 }]);
  await worker.runJob([suspect], { id: `${suspect.guid}-2` });
  expect(await worker.read([suspect])).toMatchObject([{ status: 'processed', attempts: 3 }]);
});

test('while the queue is unavailable a failed delivery is recorded, and the others of its job are processed', async () => {
  const deliveries = [1, 2, 3, 4].map((id) => titled(id, id % 2 === 0 ? 'unlucky' : 'lucky'));
  await worker.store(deliveries);
  await refuse();
  const unavailable = {
    ...worker.context.queues,
    enqueue: () => Promise.reject(new Error('the queue is away')),
  };
  await worker.runJob(deliveries, { queues: unavailable });
  expect((await worker.read(deliveries)).map(({ status }) => status)).toEqual([
    'processed',
    'failed',
    'processed',
    'failed',
  ]);
});

test('rows and the status of their delivery are written in one transaction', async () => {
  const delivery = titled(1, 'One');
  await worker.store([delivery]);
  await worker.connection.pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin
      raise exception 'cannot be ended';
    end $$;
    create trigger refuse before update on webhook_deliveries
      for each row when (new.status = 'processed') execute function refuse();
  `);
  await worker.runJob([delivery]);
  expect(await worker.read([delivery])).toMatchObject([{ status: 'failed' }]);
  const tables = ['issues', 'repositories', 'changes'];
  for (const table of tables) {
    expect((await worker.connection.pool.query(`select from ${table}`)).rowCount).toBe(0);
  }

  await worker.connection.pool.query('drop trigger refuse on webhook_deliveries');
  await worker.runJob([delivery]);
  const writers = ['webhook_deliveries', ...tables].map((table) => `select xmin::text from ${table}`);
  expect((await worker.connection.pool.query(writers.join(' union '))).rowCount).toBe(1);
});
