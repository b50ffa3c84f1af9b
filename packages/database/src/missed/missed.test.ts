import { randomUUID } from 'node:crypto';
import { buildDelivery, createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeDeliveries } from '../deliveries/store-deliveries.ts';
import { claimMissed } from './claim-missed.ts';
import { doDeliveriesArrive } from './do-deliveries-arrive.ts';
import { recordMissed } from './record-missed.ts';
import { releaseMissed } from './release-missed.ts';
import { settleMissed } from './settle-missed.ts';

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase();
});
afterEach(() => connection[Symbol.asyncDispose]());

const source = 'app:1';
const limits = { maxAttempts: 3, inFlightSeconds: 30 };
let lastId = 0;
const listed = (guid: string = randomUUID(), answered = true) => {
  lastId += 1;
  return { guid, deliveryId: `${lastId}`, deliveredAt: new Date(lastId), answered };
};
const record = (...deliveries: ReturnType<typeof listed>[]) =>
  recordMissed(connection.database, source, deliveries);
const claim = (which: 'first' | 'again', limit = 100) =>
  claimMissed(connection.database, source, { which, limit, ...limits });
const settle = () => settleMissed(connection.database, source, limits);
const arrive = (guid: string) => storeDeliveries(connection.pool, [buildDelivery({ guid })], randomUUID());
const aMinutePasses = () =>
  connection.pool.query(`update missed_deliveries set redelivered_at = redelivered_at - interval '1 minute'`);
const attemptsOf = async (guid: string) => {
  const { rows } = await connection.pool.query('select attempts from missed_deliveries where guid = $1', [
    guid,
  ]);
  return rows[0]?.attempts;
};

test('only deliveries that the inbox does not have are recorded, once', async () => {
  const known = listed();
  await arrive(known.guid);
  const lost = listed();
  expect(await record(known, lost)).toBe(1);
  expect(await record(known, lost, listed())).toBe(1);
  expect(await recordMissed(connection.database, 'hook:2', [lost])).toBe(0);
});

test('concurrent claims do not overlap, and each one is of the newest attempt', async () => {
  const lost = Array.from({ length: 60 }, () => listed());
  await record(...lost);
  const newer = listed(lost[0]?.guid);
  await record(newer);
  const claims = (await Promise.all([1, 2, 3, 4].map(() => claim('first', 20)))).flat();
  const guids = claims.map(({ guid }) => guid);
  expect(new Set(guids).size).toBe(guids.length);
  guids.push(...(await claim('first')).map(({ guid }) => guid));
  expect(guids.toSorted()).toEqual(lost.map(({ guid }) => guid).toSorted());
  expect(claims).toContainEqual({ guid: newer.guid, deliveryId: newer.deliveryId });
});

test('the oldest are claimed first; not those that have arrived, and none of another hook', async () => {
  const lost = Array.from({ length: 5 }, () => listed());
  await record(...lost.toReversed());
  await recordMissed(connection.database, 'hook:2', [listed()]);
  await arrive(lost[1]?.guid ?? '');
  const claimed = (await claim('first', 2)).map(({ guid }) => guid);
  expect(claimed.toSorted()).toEqual([lost[0]?.guid, lost[2]?.guid].toSorted());
  expect(await settle()).toEqual({ arrived: 1, givenUp: 0, waiting: 4 });
});

test('a redelivery is claimed again once it is overdue, three times in total, and then given up', async () => {
  const { guid } = listed();
  await record(listed(guid));
  expect(await claim('first')).toHaveLength(1);
  for (let n = 2; n <= 3; n++) {
    expect(await claim('again')).toEqual([]);
    await aMinutePasses();
    expect(await claim('first')).toEqual([]);
    expect(await claim('again')).toHaveLength(1);
  }
  expect(await settle()).toMatchObject({ givenUp: 0, waiting: 1 });
  await aMinutePasses();
  expect(await settle()).toEqual({ arrived: 0, givenUp: 1, waiting: 0 });
  expect(await claim('again')).toEqual([]);
  expect(await record(listed(guid))).toBe(0);
  expect(await settle()).toEqual({ arrived: 0, givenUp: 0, waiting: 0 });
});

test('a redelivery that was requested while the clock was ahead is overdue once the clock is corrected', async () => {
  const { guid } = listed();
  await record(listed(guid));
  await claim('first');
  const theClockIsCorrected = () =>
    connection.pool.query(`update missed_deliveries set redelivered_at = redelivered_at + interval '3 days'`);
  await theClockIsCorrected();
  expect(await doDeliveriesArrive(connection.database, source)).toBe(true);
  expect(await claim('again')).toHaveLength(1);
  await theClockIsCorrected();
  expect(await claim('again')).toHaveLength(1);
  await theClockIsCorrected();
  expect(await settle()).toMatchObject({ givenUp: 1, waiting: 0 });
});

test('a redelivery without a response, or that could not be sent, does not count', async () => {
  const { guid } = listed();
  await record(listed(guid));
  await claim('first');
  expect(await attemptsOf(guid)).toBe(1);
  const redelivery = listed(guid, false);
  await record(redelivery);
  expect(await attemptsOf(guid)).toBe(0);
  await aMinutePasses();
  await claim('again');
  // Listing it again changes nothing.
  await record(redelivery);
  expect(await attemptsOf(guid)).toBe(1);
  await releaseMissed(connection.database, [guid], 'unsent');
  expect(await attemptsOf(guid)).toBe(0);
  expect(await claim('first')).toHaveLength(1);
});

test('deliveries that GitHub no longer has are given up at once', async () => {
  const { guid } = listed();
  await record(listed(guid));
  await claim('first');
  await releaseMissed(connection.database, [guid], 'deleted');
  expect(await settle()).toEqual({ arrived: 0, givenUp: 0, waiting: 0 });
  await aMinutePasses();
  expect(await claim('again')).toEqual([]);
});

test('deliveries arrive if one has arrived since the last pending redelivery', async () => {
  const arrives = () => doDeliveriesArrive(connection.database, source);
  expect(await arrives()).toBe(true);
  await record(listed());
  expect(await arrives()).toBe(true);
  await claim('first');
  expect(await arrives()).toBe(false);
  await arrive(randomUUID());
  expect(await arrives()).toBe(true);
});
