import { deflate, encode } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Observation } from '../observations/observation.ts';
import type { Database } from '../schema.ts';

/**
 * Removes from a list the objects that need not be written: those that are stored as listed, and were fetched whole
 * after the second of this version was over. Immutable objects are not compared. Only a fraction of a page has to be
 * written, and reading rows is cheap compared with writing them.
 *
 * @param observations whole ones, of one resource.
 */
export async function dropKnown(
  database: Kysely<Database>,
  observations: readonly Observation[],
  { areImmutable }: { areImmutable: boolean },
): Promise<Observation[]> {
  const [first] = observations;
  if (first === undefined) return [];
  const { table, key } = first.resource;
  const keys = key.map((column) => {
    const values = observations.map((seen) => seen.key[column]);
    return typeof values[0] === 'number' ? sql`${values}::bigint[]` : sql`${values}::text[]`;
  });
  const names = sql.join(key.map((column) => sql.ref(column)));
  const matches = key.map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`k.${column}`)}`);
  const isSame = areImmutable
    ? sql`true`
    : sql`t.whole_clock >= k.clock and t.fetched_at >= k.clock::timestamptz + interval '1 second'
          and coalesce((select t.raw || (raw - '-') = t.raw and (not t.raw ? '-' or t.raw -> '-' = raw -> '-')
                          from listed where listed.n = k.n), false)`;
  const raws = areImmutable
    ? []
    : observations.map(({ raw, resource: { shape } }) =>
        shape === undefined ? raw : deflate(shape, encode(shape, raw)),
      );
  const { rows } = await sql<{ n: number }>`
    with listed as materialized (
      select raw, n from jsonb_array_elements(${JSON.stringify(raws)}::jsonb) with ordinality as listed (raw, n)
    )
    select k.n
      from unnest(${sql.join(keys)}, ${observations.map(({ clock }) => clock)}::text[])
             with ordinality as k (${names}, clock, n)
      join ${sql.table(table)} as t on ${sql.join(matches, sql` and `)}
     where t.fetched_at is not null and t.whole_clock is not null and t.refetch_reasons is null and t.deleted_at is null
       and ${isSame}
  `.execute(database);
  const known = new Set(rows.map(({ n }) => n));
  return observations.filter((_, index) => !known.has(index + 1));
}
