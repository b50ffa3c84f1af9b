import { randomUUID } from 'node:crypto';
import { buildDelivery, createTestDatabase, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { oldestKeptChange } from '../changes/oldest-kept-change.ts';
import { readChanges } from '../changes/read-changes.ts';
import { storeDeliveries } from '../deliveries/store-deliveries.ts';
import { changes, webhookBodies } from './daily-table.ts';
import { ensurePartitions } from './ensure-partitions.ts';
import { expirePartitions } from './expire-partitions.ts';

const day = 86_400_000;

/** Name of the partition of a day relative to today, and its start in UTC. */
function partition(days: number, table = 'webhook_bodies') {
  const start = new Date(Math.floor(Date.now() / day + days) * day).toISOString().slice(0, 10);
  return { name: `${table}_${start.replaceAll('-', '')}`, start };
}

async function partitionsOf({ pool }: TestDatabase, table = 'webhook_bodies'): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** Keeps the default partition. */
const dropAll = async (connection: TestDatabase) => {
  const names = (await partitionsOf(connection)).filter((name) => /\d$/.test(name));
  for (const name of names) await connection.pool.query(`drop table ${name}`);
};

async function addPartition({ pool }: TestDatabase, days: number, table = 'webhook_bodies'): Promise<string> {
  const { name, start } = partition(days, table);
  const end = partition(days + 1).start;
  await pool.query(
    `create table ${name} partition of ${table} for values from ('${start} 00:00+00') to ('${end} 00:00+00')`,
  );
  return name;
}

test('concurrent callers create the partitions of today and a week ahead, once', async () => {
  await using connection = await createTestDatabase();
  await dropAll(connection);
  await Promise.all(Array.from({ length: 5 }, () => ensurePartitions(connection.database)));
  await ensurePartitions(connection.database);
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

test('a body is stored in the partition of its day; without one in the default partition, until there is one', async () => {
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
  await ensurePartitions(connection.database);
  expect(await holdersOf(connection, other.guid)).toEqual([{ name: today, body: other.body }]);
});

test('deliveries are stored, and none is lost, while partitions are created', async () => {
  await using connection = await createTestDatabase({ poolMax: 8 });
  await dropAll(connection);
  const deliveries = Array.from({ length: 60 }, () => buildDelivery());
  const storing = deliveries.map((delivery) => storeDeliveries(connection.pool, [delivery], randomUUID()));
  await Promise.all([...storing, ensurePartitions(connection.database)]);
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
  expect(
    await expirePartitions(connection.database, webhookBodies, { retentionDays: 30, archive: false }),
  ).toEqual([old]);
  const left = await partitionsOf(connection);
  expect(left).not.toContain(old);
  expect(left).toEqual(expect.arrayContaining([kept, partition(0).name, 'webhook_bodies_default']));
  const [again] = await storeDeliveries(connection.pool, [delivery], randomUUID());
  expect(again).toMatchObject({ guid: delivery.guid, before: 'received' });
  expect(
    await expirePartitions(connection.database, webhookBodies, { retentionDays: 30, archive: false }),
  ).toEqual([]);
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
  await expirePartitions(connection.database, webhookBodies, { retentionDays: 30, archive: false });
  const guids = deliveries.map(({ guid }) => guid);
  expect(await holdersOf(connection, ...guids)).toMatchObject([{ name: 'webhook_bodies_default' }]);
});

/** Appends a change of so many days ago. @returns its number. */
async function addChange({ pool }: TestDatabase, days: number): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>(
    `insert into changes (resource, key, kind, repository_id, fields, source, changed_at)
     values ('issues', '1', 'updated', 7, '{}', 'sync', now() + make_interval(days => $1)) returning seq`,
    [days],
  );
  return rows[0]?.seq ?? 0;
}

test('changes past retention are dropped by day, and a reader can detect what it missed', async () => {
  await using connection = await createTestDatabase();
  const { database } = connection;
  expect(await oldestKeptChange(database)).toBe(1);
  const inNoPartition = await addChange(connection, -9);
  const old = await addPartition(connection, -8, 'changes');
  const oldest = await addChange(connection, -8);
  const kept = await addPartition(connection, -7, 'changes');
  const [first, second] = [await addChange(connection, -7), await addChange(connection, 0)];
  // Its transaction started before midnight.
  const late = await addChange(connection, -8);
  expect([inNoPartition, oldest, first, second, late]).toEqual([1, 2, 3, 4, 5]);

  expect(await expirePartitions(database, changes, { retentionDays: 7, archive: false })).toEqual([old]);
  expect(await partitionsOf(connection, 'changes')).toEqual(
    expect.arrayContaining([kept, partition(0, 'changes').name, 'changes_default']),
  );
  const left = await readChanges(database, { cursor: 0, limit: 10 });
  expect(left.map(({ seq }) => seq)).toEqual([first, second]);
  expect(await oldestKeptChange(database)).toBe(late + 1);
  await expirePartitions(database, changes, { retentionDays: 7, archive: false });
  expect(await oldestKeptChange(database)).toBe(late + 1);
});

test('what retention deletes from the default partition of the changes is recorded too', async () => {
  await using connection = await createTestDatabase();
  const seq = await addChange(connection, -9);
  await addChange(connection, 0);
  await expirePartitions(connection.database, changes, { retentionDays: 7, archive: false });
  expect(await oldestKeptChange(connection.database)).toBe(seq + 1);
});

test('a name that exists in the archive does not block expiry', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  const names = [];
  const seqs = [];
  for (const days of [-10, -9, -8]) {
    names.push(await addPartition(connection, days, 'changes'));
    seqs.push(await addChange(connection, days));
  }
  const [oldest = '', second = '', third = ''] = names;
  await pool.query(
    `create schema archive; create table archive.${oldest} (n int); create view archive.${second} as select 1`,
  );
  expect(await expirePartitions(database, changes, { retentionDays: 7, archive: true })).toEqual(names);
  for (const [n, name] of [`${oldest}_2`, `${second}_2`, third].entries())
    expect((await pool.query(`select seq from archive.${name}`)).rows).toEqual([{ seq: seqs[n] }]);
  expect(await oldestKeptChange(database)).toBe((seqs.at(-1) ?? 0) + 1);
});

test('a partition that cannot be detached does not block the others, and is reported', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  const blocked = await addPartition(connection, -10, 'changes');
  const seq = await addChange(connection, -10);
  await addChange(connection, -11);
  const free = await addPartition(connection, -9, 'changes');
  await pool.query(`create view used as select * from ${blocked}`);
  const expired = expirePartitions(database, changes, { retentionDays: 7, archive: false });
  await expect(expired).rejects.toThrow(/partitions of changes could not be detached/);
  const left = await partitionsOf(connection, 'changes');
  expect(left).not.toContain(free);
  expect((await readChanges(database, { cursor: 0, limit: 10 })).every((change) => change.seq === seq)).toBe(
    true,
  );
});

test('with an archive, detached partitions are kept as tables beside the twin', async () => {
  await using connection = await createTestDatabase();
  const old = await addPartition(connection, -8, 'changes');
  const seq = await addChange(connection, -8);
  await expirePartitions(connection.database, changes, { retentionDays: 7, archive: true });
  const { rows } = await connection.pool.query(`select seq from archive.${old}`);
  expect(rows).toEqual([{ seq }]);
  expect(await readChanges(connection.database, { cursor: 0, limit: 10 })).toEqual([]);
  await expirePartitions(connection.database, changes, { retentionDays: 7, archive: true });
});

test('a partition that a pass detached and could not drop, as in a crash, is dropped by the next pass', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  const old = await addPartition(connection, -31);
  await pool.query(`create view reading as select * from ${old}`);
  const expire = () => expirePartitions(database, webhookBodies, { retentionDays: 30, archive: false });
  await expect(expire()).rejects.toThrow(/could not be detached/);
  expect(await partitionsOf(connection)).not.toContain(old);
  await pool.query('drop view reading');
  expect(await expire()).toEqual([old]);
  expect((await pool.query('select to_regclass($1) as found', [old])).rows).toEqual([{ found: null }]);
});

test.each([
  ['was detached by an operator', (old: string) => `alter table webhook_bodies detach partition ${old}`],
  ['never was one', (old: string) => `drop table ${old}; create table ${old} (note text)`],
  [
    'is one of another table',
    (old: string) => `
      drop table ${old};
      create table notes (written date) partition by range (written);
      create table ${old} partition of notes default`,
  ],
])('a table with the name of an expired partition that %s is kept', async (_, change) => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  const old = await addPartition(connection, -31);
  await pool.query(change(old));
  for (const archive of [false, true])
    expect(await expirePartitions(database, webhookBodies, { retentionDays: 30, archive })).toEqual([]);
  expect((await pool.query('select to_regclass($1)::text as found', [old])).rows).toEqual([{ found: old }]);
});

test('a long reader delays a detachment, but no concurrent writer', async () => {
  await using connection = await createTestDatabase({ poolMax: 8 });
  const { database, pool } = connection;
  const old = await addPartition(connection, -31);
  const reader = await pool.connect();
  await reader.query('begin; select count(*) from webhook_bodies');
  const expiring = expirePartitions(database, webhookBodies, { retentionDays: 30, archive: false });
  await waitFor('the pass to wait for the reader', async () => {
    const { rows } = await pool.query(`select 1 from pg_locks where not granted`);
    return rows.length > 0;
  });
  const waits: number[] = [];
  for (let n = 0; n < 20; n++) {
    const started = performance.now();
    await storeDeliveries(pool, [buildDelivery()], randomUUID());
    waits.push(performance.now() - started);
  }
  expect(Math.max(...waits)).toBeLessThan(1_000);
  await reader.query('commit');
  reader.release();
  expect(await expiring).toEqual([old]);
});

test('a partition that was archived before with its indexes, a type of its name, and a name that is no day block nothing', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  const names: string[] = [];
  for (const [days, twin] of [
    [40, 'table'],
    [39, 'type'],
    [38, 'index'],
    [37, 'array'],
  ] as const) {
    const { rows } = await pool.query(
      `select 'changes_' || to_char(now() at time zone 'utc' - $1 * interval '1 day', 'YYYYMMDD') as name,
              ((now() at time zone 'utc')::date - $1::int)::text as day, ((now() at time zone 'utc')::date - $1::int + 1)::text as next`,
      [days],
    );
    const [{ name, day, next }] = rows;
    names.push(name);
    await pool.query(`create table ${name} partition of changes for values from ('${day}Z') to ('${next}Z')`);
    await pool.query('create schema if not exists archive');
    if (twin === 'table') await pool.query(`create table archive.${name} (like ${name} including all)`);
    if (twin === 'type') await pool.query(`create domain archive.${name} as int`);
    if (twin === 'array') await pool.query(`create table archive._${name} (n int)`);
    if (twin === 'index')
      await pool.query(`create table archive.other (n int); create index ${name}_pkey on archive.other (n)`);
  }
  await pool.query('create table changes_99991332 (n int)');
  expect(await expirePartitions(database, changes, { retentionDays: 7, archive: true })).toEqual(names);
  const { rows } = await pool.query(
    `select relname from pg_class where relnamespace = 'archive'::regnamespace and relkind = 'r' order by 1`,
  );
  const archived = rows.map(({ relname }) => relname);
  for (const name of names) expect(archived).toContain(`${name}_2`);
  expect(await expirePartitions(database, changes, { retentionDays: 7, archive: true })).toEqual([]);
});
