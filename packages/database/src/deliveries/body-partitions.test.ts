import { randomUUID } from 'node:crypto';
import { buildDelivery, createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { dropExpiredBodies, ensureBodyPartitions } from './body-partitions.ts';
import { storeDeliveries } from './store-deliveries.ts';

const day = 86_400_000;

/** Name of the partition of so many days from today, and the time its day begins, in UTC. */
function partition(days: number) {
  const start = new Date(Math.floor(Date.now() / day + days) * day).toISOString().slice(0, 10);
  return { name: `webhook_bodies_${start.replaceAll('-', '')}`, start };
}

async function partitionsOf({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'webhook_bodies'::regclass order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Leaves the default partition. */
const dropAll = async (connection: TestDatabase) => {
  const names = (await partitionsOf(connection)).filter((name) => /\d$/.test(name));
  for (const name of names) await connection.pool.query(`drop table ${name}`);
};

async function addPartition({ pool }: TestDatabase, days: number): Promise<string> {
  const { name, start } = partition(days);
  const end = partition(days + 1).start;
  await pool.query(
    `create table ${name} partition of webhook_bodies for values from ('${start} 00:00+00') to ('${end} 00:00+00')`,
  );
  return name;
}

test('callers that come together make the partitions of today and a week ahead, once', async () => {
  await using connection = await createTestDatabase();
  await dropAll(connection);
  await Promise.all(Array.from({ length: 5 }, () => ensureBodyPartitions(connection.database)));
  await ensureBodyPartitions(connection.database);
  const wanted = [0, 1, 2, 3, 4, 5, 6, 7].map((days) => partition(days).name);
  expect(await partitionsOf(connection)).toEqual([...wanted, 'webhook_bodies_default']);
});

async function holdersOf({ pool }: TestDatabase, ...guids: string[]): Promise<unknown[]> {
  const { rows } = await pool.query(
    `select b.tableoid::regclass::text as name, body
       from unnest($1::uuid[]) with ordinality as given (guid, n) join webhook_bodies as b using (guid) order by n`,
    [guids],
  );
  return rows;
}

test('a body is kept in the partition of its day; without one by default, until there is one', async () => {
  await using connection = await createTestDatabase();
  const [one, other] = [buildDelivery({ payload: { n: 1 } }), buildDelivery({ payload: { n: 2 } })];
  await storeDeliveries(connection.pool, [one], randomUUID());
  const today = partition(0).name;
  expect(await holdersOf(connection, one.guid)).toEqual([{ name: today, body: one.body }]);
  await dropAll(connection);
  await storeDeliveries(connection.pool, [other], randomUUID());
  expect(await holdersOf(connection, other.guid)).toEqual([
    { name: 'webhook_bodies_default', body: other.body },
  ]);
  await ensureBodyPartitions(connection.database);
  expect(await holdersOf(connection, other.guid)).toEqual([{ name: today, body: other.body }]);
});

test('deliveries are stored, and none is lost, while partitions are made', async () => {
  await using connection = await createTestDatabase({ poolMax: 8 });
  await dropAll(connection);
  const deliveries = Array.from({ length: 60 }, () => buildDelivery());
  const storing = deliveries.map((delivery) => storeDeliveries(connection.pool, [delivery], randomUUID()));
  await Promise.all([...storing, ensureBodyPartitions(connection.database)]);
  const guids = deliveries.map(({ guid }) => guid);
  expect(await holdersOf(connection, ...guids)).toEqual(
    deliveries.map(({ body }) => ({ name: partition(0).name, body })),
  );
});

test('only partitions whose whole day is past retention are dropped, and their deliveries stay known', async () => {
  await using connection = await createTestDatabase();
  const old = await addPartition(connection, -31);
  const kept = await addPartition(connection, -30);
  const delivery = buildDelivery();
  await storeDeliveries(connection.pool, [delivery], randomUUID());
  for (const table of ['webhook_bodies', 'webhook_deliveries']) {
    await connection.pool.query(`update ${table} set received_at = received_at - interval '31 days'`);
  }
  expect(await dropExpiredBodies(connection.database, 30)).toEqual([old]);
  const left = await partitionsOf(connection);
  expect(left).not.toContain(old);
  expect(left).toEqual(expect.arrayContaining([kept, partition(0).name, 'webhook_bodies_default']));
  const [again] = await storeDeliveries(connection.pool, [delivery], randomUUID());
  expect(again).toEqual({ guid: delivery.guid, before: 'received' });
  expect(await dropExpiredBodies(connection.database, 30)).toEqual([]);
});

test('a body past retention is deleted from the default partition too, and no other', async () => {
  await using connection = await createTestDatabase();
  const deliveries = [-31, -30].map((days) => ({ days, ...buildDelivery() }));
  await storeDeliveries(connection.pool, deliveries, randomUUID());
  for (const { guid, days } of deliveries) {
    await connection.pool.query(
      `update webhook_bodies set received_at = received_at + make_interval(days => $2) where guid = $1`,
      [guid, days],
    );
  }
  await dropExpiredBodies(connection.database, 30);
  const guids = deliveries.map(({ guid }) => guid);
  expect(await holdersOf(connection, ...guids)).toMatchObject([{ name: 'webhook_bodies_default' }]);
});
