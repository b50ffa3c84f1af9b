import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { attemptEach } from './attempt-each.ts';
import { changes, type DailyTable, partitionOf, webhookBodies } from './daily-table.ts';
import { withShortLocks } from './with-short-locks.ts';

const daysAhead = 7;

/**
 * Creates the missing daily partitions of `webhook_bodies` and `changes` from today to a week ahead. Rows that were
 * stored while their day had no partition are moved from the default partition: Postgres would otherwise refuse to
 * create it.
 *
 * @throws AggregateError of all failures, after the other partitions were created; there is a week to try again.
 */
export async function ensurePartitions(database: Kysely<Database>): Promise<void> {
  await attemptEach([webhookBodies, changes], 'partitions are missing', async (table) => {
    const missing = await findMissing(database, table);
    await attemptEach(missing, `partitions of ${table.name} could not be created`, (day) =>
      withShortLocks(database, (transaction) => createPartition(transaction, table, day)),
    );
  });
}

async function findMissing(database: Kysely<Database>, table: DailyTable): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select to_char(day, 'YYYY-MM-DD') as day
      from generate_series(0, ${sql.lit(daysAhead)}) as ahead,
           lateral (select (now() at time zone 'utc')::date + ahead as day) as days
     where to_regclass(${`${table.name}_`} || to_char(day, 'YYYYMMDD')) is null
     order by day
  `.execute(database);
  return rows.map(({ day }) => day);
}

async function createPartition(
  transaction: Transaction<Database>,
  table: DailyTable,
  day: string,
): Promise<void> {
  const name = partitionOf(table, day);
  const run = (statement: ReturnType<typeof sql>) => statement.execute(transaction);
  // Serialized: concurrent creations of one partition would conflict.
  await run(sql`select pg_advisory_xact_lock(hashtext('daily partitions'))`);
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (
      select from pg_class where relname = ${name} and relnamespace = current_schema()::regnamespace
    ) as "isThere"
  `.execute(transaction);
  if (rows[0]?.isThere === true) return;
  const [parent, partition] = [sql.table(table.name), sql.table(name)];
  const [from, to] = [sql.lit(`${day} 00:00+00`), sql.lit(`${dayAfter(day)} 00:00+00`)];
  const time = sql.ref(table.time);
  // Makes concurrent inserts wait before Postgres has chosen a partition: one routed to the default would fail.
  await run(sql`lock table ${parent} in access exclusive mode`);
  await run(sql`create table ${partition} (like ${parent} including all)`);
  await run(sql`
    with moved as (
      delete from ${sql.table(`${table.name}_default`)} where ${time} >= ${from} and ${time} < ${to} returning *
    )
    insert into ${partition} select * from moved
  `);
  await run(sql`alter table ${parent} attach partition ${partition} for values from (${from}) to (${to})`);
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
