import { randomUUID } from 'node:crypto';
import { buildDelivery, createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeliveryStatus } from '../tables/inbox-tables.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { finishDeliveries } from './finish-deliveries.ts';
import { replayDeliveries, retryRedelivered } from './replay-deliveries.ts';
import { storeDeliveries } from './store-deliveries.ts';

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection[Symbol.asyncDispose]());

/** A delivery whose attempt resulted in this status. */
async function storedAs(status: DeliveryStatus) {
  const delivery = buildDelivery();
  await storeDeliveries(connection.pool, [delivery], randomUUID());
  if (status === 'received') return delivery;
  const [{ batch = '', attempts = 0 } = {}] = await claimDeliveries(connection.database, [delivery.guid]);
  if (status === 'processing') return delivery;
  await finishDeliveries(connection.database, [
    { guid: delivery.guid, batch, attempts, status, error: 'some' },
  ]);
  return delivery;
}

async function readDelivery(guid: string) {
  const { rows } = await connection.pool.query(
    'select status, attempts, error, batch, body from webhook_deliveries left join webhook_bodies using (guid, received_at) where guid = $1',
    [guid],
  );
  return rows[0];
}

const isRunning = async (guid: string) =>
  (await connection.pool.query('select from webhook_attempts where guid = $1', [guid])).rowCount === 1;

const dropBody = (guid: string) =>
  connection.pool.query('delete from webhook_bodies where guid = $1', [guid]);

test.each(['received', 'processed', 'ignored', 'failed', 'parked'] as const)(
  'a replay resets a delivery that is %s to received under the new batch, without its earlier attempts',
  async (status) => {
    const { guid, body } = await storedAs(status);
    const batch = randomUUID();
    expect(await replayDeliveries(connection.database, [guid], batch)).toEqual([guid]);
    expect(await readDelivery(guid)).toEqual({ status: 'received', attempts: 0, error: null, batch, body });
  },
);

test('a replay skips deliveries that are being processed, that have no body, and that do not exist', async () => {
  const { guid: running } = await storedAs('processing');
  const { guid: bodiless } = await storedAs('parked');
  await dropBody(bodiless);
  const guids = [running, bodiless, randomUUID()];
  expect(await replayDeliveries(connection.database, guids, randomUUID())).toEqual([]);
  expect(await readDelivery(running)).toMatchObject({ status: 'received', attempts: 0 });
  expect(await isRunning(running)).toBe(true);
  expect(await readDelivery(bodiless)).toMatchObject({ status: 'parked' });
});

test.each(['failed', 'parked'] as const)(
  'a redelivery of one that is %s resets it, and stores its body again where retention had dropped it',
  async (status) => {
    const delivery = await storedAs(status);
    await dropBody(delivery.guid);
    const batch = randomUUID();
    expect(await retryRedelivered(connection.database, delivery, batch)).toBe(true);
    expect(await readDelivery(delivery.guid)).toEqual({
      status: 'received',
      attempts: 0,
      error: null,
      batch,
      body: delivery.body,
    });
  },
);

test('a redelivery of one whose body is still stored keeps the bytes that were verified first', async () => {
  const delivery = await storedAs('parked');
  const again = { ...delivery, body: Buffer.from('other') };
  expect(await retryRedelivered(connection.database, again, randomUUID())).toBe(true);
  expect((await readDelivery(delivery.guid)).body).toEqual(delivery.body);
});

test.each(['received', 'processing', 'processed', 'ignored'] as const)(
  'a redelivery of one that is %s changes nothing',
  async (status) => {
    const delivery = await storedAs(status);
    const before = await readDelivery(delivery.guid);
    expect(await retryRedelivered(connection.database, delivery, randomUUID())).toBe(false);
    expect(await readDelivery(delivery.guid)).toEqual(before);
  },
);
