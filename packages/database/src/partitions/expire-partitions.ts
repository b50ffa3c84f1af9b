import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { attemptEach } from './attempt-each.ts';
import { type DailyTable, partitionOf, prunedScope } from './daily-table.ts';
import { withShortLocks } from './with-short-locks.ts';

/** The schema for expired partitions that are kept. */
const archive = 'archive';
const rowsInBatch = 5_000;
/** The comment of a table that was detached to be dropped or archived: others of such a name are not ours to drop. */
const expiredComment = 'Expired partition';

export interface ExpireOptions {
  retentionDays: number;
  /** Moves expired partitions to the schema `archive` instead of dropping them. */
  archive: boolean;
  signal?: AbortSignal;
}

/**
 * Detaches the partitions whose rows are all older than `retentionDays`, and deletes such rows of the default
 * partition in batches. The table is locked exclusively only for the detachment: detached partitions are dropped or
 * archived without blocking anyone, also after a crash in between.
 *
 * @returns the names of the detached partitions.
 * @throws AggregateError of all failures, after everything else was done.
 */
export async function expirePartitions(
  database: Kysely<Database>,
  table: DailyTable,
  { retentionDays, archive: isArchived, signal }: ExpireOptions,
): Promise<string[]> {
  const expired = await findExpired(database, table, retentionDays);
  const taken: string[] = [];
  const expire = async ({ day, isAttached }: ExpiredPartition) => {
    if (signal?.aborted === true) return;
    const name = partitionOf(table, day);
    if (isAttached) await withShortLocks(database, (transaction) => detach(transaction, table, name));
    if (isArchived) await moveToArchive(database, name);
    else await sql`drop table if exists ${sql.table(name)}`.execute(database);
    taken.push(name);
  };
  const emptyDefault = () =>
    deleteFromDefault(database, table, { retentionDays, ...(signal !== undefined && { signal }) });
  const steps = [...expired.map((partition) => () => expire(partition)), emptyDefault];
  await attemptEach(steps, `partitions of ${table.name} could not be detached`, (step) => step());
  return taken;
}

interface ExpiredPartition {
  day: string;
  /** False after a crash between its detachment and its end. */
  isAttached: boolean;
}

async function findExpired(
  database: Kysely<Database>,
  { name }: DailyTable,
  retentionDays: number,
): Promise<ExpiredPartition[]> {
  const { rows } = await sql<ExpiredPartition>`
    select to_char(day, 'YYYY-MM-DD') as day, relispartition as "isAttached"
      from pg_class left join pg_inherits on inhrelid = pg_class.oid, lateral (select case when pg_input_is_valid(right(relname, 8), 'date') then right(relname, 8)::date end as day) as named
     where relkind = 'r' and relnamespace = current_schema()::regnamespace
       and relname ~ ${`^${name}_[0-9]{8}$`}
       and day < (now() at time zone 'utc')::date - ${retentionDays}::integer
       and (inhparent = to_regclass(${name}) or not relispartition and obj_description(pg_class.oid, 'pg_class') = ${expiredComment})
     order by day
  `.execute(database);
  return rows;
}

async function detach(
  transaction: Transaction<Database>,
  table: DailyTable,
  partition: string,
): Promise<void> {
  await sql`alter table ${sql.table(table.name)} detach partition ${sql.table(partition)}`.execute(
    transaction,
  );
  await sql`comment on table ${sql.table(partition)} is ${sql.lit(expiredComment)}`.execute(transaction);
  if (table.follow === undefined) return;
  const greatest = sql`select max(${sql.ref(table.follow)}) as value from ${sql.table(partition)}`;
  await sql`${remember(table, greatest)}`.execute(transaction);
}

/** Stores what followers can no longer read; never decreases. */
const remember = (table: DailyTable, greatest: ReturnType<typeof sql>) => sql`
  insert into sync_cursors (scope, value)
  select ${prunedScope(table)}, to_jsonb(value) from (${greatest}) as taken where value is not null
  on conflict (scope) do update set value = greatest(sync_cursors.value, excluded.value), updated_at = now()`;

/**
 * Where the archive already has something of that name, or of an index's, as after a restore, the table and its indexes
 * get the next free one: `…_2`.
 */
async function moveToArchive(database: Kysely<Database>, partition: string): Promise<void> {
  await sql`create schema if not exists ${sql.id(archive)}`.execute(database);
  await database.transaction().execute(async (transaction) => {
    const { rows: relations } = await sql<{ name: string; isIndex: boolean }>`
      select relname as name, relkind = 'i' as "isIndex" from pg_class
       where relnamespace = current_schema()::regnamespace
         and (relname = ${partition} and relkind = 'r'
              or oid in (select indexrelid from pg_index where indrelid = to_regclass(quote_ident(${partition}))))
    `.execute(transaction);
    if (relations.length === 0) return;
    const suffix = await freeSuffix(
      transaction,
      relations.map(({ name }) => name),
    );
    for (const { name, isIndex } of suffix === '' ? [] : relations) {
      const kind = sql.raw(isIndex ? 'index' : 'table');
      await sql`alter ${kind} ${sql.id(name)} rename to ${sql.id(`${name}${suffix}`)}`.execute(transaction);
    }
    await sql`alter table ${sql.table(`${partition}${suffix}`)} set schema ${sql.id(archive)}`.execute(
      transaction,
    );
  });
}

/** Types share the names of tables: a table has one of its row, and one of arrays of it, with an underscore before. */
async function freeSuffix(transaction: Transaction<Database>, names: readonly string[]): Promise<string> {
  const isIn = (schema: ReturnType<typeof sql>) => sql`
    exists (select from pg_class where relnamespace = ${schema} and relname = any(wanted.names))
    or exists (select from pg_type where typnamespace = ${schema} and typname = any(wanted.names))`;
  const { rows } = await sql<{ suffix: string }>`
    select suffix
      from generate_series(1, 1000) as n,
           lateral (select case when n = 1 then '' else '_' || n end as suffix) as numbered,
           lateral (select array(select prefix || name || suffix
                                   from unnest(${[...names]}::text[]) as name, unnest(array['', '_']) as prefix) as names) as wanted
     where not (${isIn(sql`${archive}::regnamespace`)})
       and (n = 1 or not (${isIn(sql`current_schema()::regnamespace`)}))
     order by n limit 1
  `.execute(transaction);
  return rows[0]?.suffix ?? '';
}

async function deleteFromDefault(
  database: Kysely<Database>,
  table: DailyTable,
  { retentionDays, signal }: { retentionDays: number; signal?: AbortSignal },
): Promise<void> {
  const name = sql.table(`${table.name}_default`);
  const limit = sql`((now() at time zone 'utc')::date - ${retentionDays}::integer) at time zone 'utc'`;
  const deleted = sql`
    delete from ${name}
     where ctid = any (array(select ctid from ${name} where ${sql.ref(table.time)} < ${limit} limit ${rowsInBatch}))`;
  while (signal?.aborted !== true) {
    const { rows } =
      table.follow === undefined
        ? await sql<{ count: number }>`
            with deleted as (${deleted} returning 1) select count(*) from deleted`.execute(database)
        : await sql<{ count: number }>`
            with deleted as (${deleted} returning ${sql.ref(table.follow)} as value),
            remembered as (${remember(table, sql`select max(value) as value from deleted`)})
            select count(*) from deleted`.execute(database);
    if ((rows[0]?.count ?? 0) < rowsInBatch) return;
  }
}
