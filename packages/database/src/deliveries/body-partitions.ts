import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const daysAhead = 7;

/** Creates the daily partitions of `webhook_bodies` from today to a week ahead; those that exist stay. */
export async function ensureBodyPartitions(database: Kysely<Database>): Promise<void> {
  // One caller at a time: concurrent creations of one partition would fail on its name.
  await sql`
    do $$
    declare
      day date;
    begin
      perform pg_advisory_xact_lock(hashtext('webhook_bodies partitions'));
      for day in select generate_series(0, ${sql.lit(daysAhead)}) + (now() at time zone 'utc')::date loop
        execute format(
          'create table if not exists %I partition of webhook_bodies for values from (%L) to (%L)',
          'webhook_bodies_' || to_char(day, 'YYYYMMDD'), day || ' 00:00+00', day + 1 || ' 00:00+00');
      end loop;
    end $$
  `.execute(database);
}

/** Drops the partitions whose bodies are all older than `retentionDays`. @returns their names. */
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
  for (const { name } of expired.rows) await sql`drop table if exists ${sql.table(name)}`.execute(database);
  return expired.rows.map(({ name }) => name);
}
