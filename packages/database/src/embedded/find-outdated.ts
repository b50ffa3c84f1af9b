import type { EmbeddedKey, Resource } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The objects to check: by id, or those of a repository, page by page in the order of their numbers. */
export type Among = { ids: readonly number[] } | { repositoryId: number; after: number; limit: number };

/**
 * Finds objects whose embedded copy of another object is outdated: that object was deleted, or a later observation
 * differs. Embedded objects without an id of GitHub's are ignored.
 *
 * @returns their ids, and the number of the last object that was checked; null: there are no more.
 */
export async function findOutdated(
  database: Kysely<Database>,
  { table, embeds = [] }: Resource,
  among: Among,
): Promise<{ ids: number[]; last: number | null }> {
  const isIn =
    'ids' in among
      ? sql`t.id = any (${[...among.ids]}::bigint[])`
      : sql`t.repository_id = ${among.repositoryId} and t.number > ${among.after}`;
  const page = 'ids' in among ? sql`` : sql`order by t.number limit ${among.limit}`;
  const { rows } = await sql<{ ids: number[]; last: number | null; looked: number }>`
    with looked as materialized (select t.id, t.number from ${sql.table(table)} as t where ${isIn} ${page}),
    outdated as (
      select t.id from looked join ${sql.table(table)} as t using (id)
       where ${sql.join(embeds.map(isOutdated), sql` or `)}
    )
    select coalesce((select array_agg(id) from outdated), '{}') as ids,
           (select max(number) from looked) as last, (select count(*) from looked) as looked
  `.execute(database);
  const [found] = rows;
  if (found === undefined) return { ids: [], last: null };
  const isLast = 'ids' in among || found.looked < among.limit;
  return { ids: found.ids, last: isLast ? null : found.last };
}

/** The parts of a version are separated by spaces: the second is the clock, the fourth the start of the fetch. */
function isOutdated({ key, table, column, shows }: EmbeddedKey): RawBuilder<boolean> {
  const keyVersion = sql`coalesce(t.key_versions ->> ${sql.lit(key)}, t.version)`;
  const embedded = sql`case jsonb_typeof(t.raw -> ${sql.lit(key)})
    when 'array' then t.raw -> ${sql.lit(key)}
    when 'object' then jsonb_build_array(t.raw -> ${sql.lit(key)})
    else '[]' end`;
  return sql<boolean>`(
    nullif(${sql.ref(`t.${column}`)}::text, '{}') is not null and exists (
      select from jsonb_array_elements(${embedded}) as e
        join ${sql.table(table)} as c on c.id = case when e ->> 'id' ~ '^[0-9]{1,18}$' then (e ->> 'id')::bigint end
       where c.deleted_at is not null
          or split_part(c.version, ' ', 2) > greatest(split_part(${keyVersion}, ' ', 2), split_part(${keyVersion}, ' ', 4)) collate "C"
             and e -> ${sql.lit(shows)} is distinct from c.raw -> ${sql.lit(shows)}))`;
}
