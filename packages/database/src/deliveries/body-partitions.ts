import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const daysAhead = 7;

/**
 * Creates the daily partitions of `webhook_bodies` from today to a week ahead; those that exist stay.
 * Bodies that came while their day had none are moved in from the default partition: Postgres would
 * refuse to create one beside them.
 */
export async function ensureBodyPartitions(database: Kysely<Database>): Promise<void> {
  // One caller at a time: concurrent creations of one partition would fail on its name.
  await sql`
    do $$
    declare
      day date;
      name text;
    begin
      perform pg_advisory_xact_lock(hashtext('webhook_bodies partitions'));
      for day in select generate_series(0, ${sql.lit(daysAhead)}) + (now() at time zone 'utc')::date loop
        name := 'webhook_bodies_' || to_char(day, 'YYYYMMDD');
        continue when to_regclass(name) is not null;
        -- Who stores meanwhile waits before Postgres has chosen a partition: one sent to the default would fail.
        lock table webhook_bodies in access exclusive mode;
        execute format('create table %I (like webhook_bodies including all)', name);
        execute format(
          'with moved as (delete from webhook_bodies_default where received_at >= %L and received_at < %L returning *)
           insert into %I select * from moved', day || ' 00:00+00', day + 1 || ' 00:00+00', name);
        execute format(
          'alter table webhook_bodies attach partition %I for values from (%L) to (%L)',
          name, day || ' 00:00+00', day + 1 || ' 00:00+00');
      end loop;
    end $$
  `.execute(database);
}

/**
 * Drops the partitions whose bodies are all older than `retentionDays`, and deletes such bodies of the
 * default partition.
 *
 * @returns the names of those that were dropped.
 */
export async function dropExpiredBodies(
  database: Kysely<Database>,
  retentionDays: number,
): Promise<string[]> {
  const expired = await sql<{ name: string }>`
    select relname as name
      from pg_inherits join pg_class on pg_class.oid = inhrelid
     where inhparent = 'webhook_bodies'::regclass
       and relname ~ '^webhook_bodies_[0-9]{8}$'
       and to_date(right(relname, 8), 'YYYYMMDD') < (now() at time zone 'utc')::date - ${retentionDays}::integer
  `.execute(database);
  await sql`
    delete from webhook_bodies_default
     where received_at < ((now() at time zone 'utc')::date - ${retentionDays}::integer) at time zone 'utc'
  `.execute(database);
  for (const { name } of expired.rows) await sql`drop table if exists ${sql.table(name)}`.execute(database);
  return expired.rows.map(({ name }) => name);
}
