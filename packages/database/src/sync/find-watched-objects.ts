import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A label or a release that a probe of its repository does not include. */
export interface WatchedObject {
  id: number;
  repositoryId: number;
  nodeId: string;
}

/** The number of objects of a list in a probe. */
const shown = 100;
const orders = { labels: sql`id`, releases: sql`created_at desc, id desc` };

/**
 * Finds the labels or releases of repositories after the first hundred, in rotation.
 *
 * @param options `after`: the id of the last one of the previous call; null: starts over.
 */
export async function findWatchedObjects(
  database: Kysely<Database>,
  table: keyof typeof orders,
  { repositoryIds, after, limit }: { repositoryIds: readonly number[]; after: number | null; limit: number },
): Promise<WatchedObject[]> {
  const { rows } = await sql<WatchedObject>`
    select id, repository_id as "repositoryId", raw ->> 'node_id' as "nodeId"
      from (select id, repository_id, raw, row_number() over (partition by repository_id order by ${orders[table]}) as nth
              from ${sql.table(table)}
             where deleted_at is null and repository_id in (
               select repository_id from ${sql.table(table)}
                where repository_id = any(${[...repositoryIds]}::bigint[]) and deleted_at is null
                group by repository_id having count(*) > ${shown})) as listed
     where nth > ${shown} and raw ->> 'node_id' is not null and (${after}::bigint is null or id > ${after})
     order by id limit ${limit}
  `.execute(database);
  if (rows.length > 0 || after === null) return rows;
  return await findWatchedObjects(database, table, { repositoryIds, after: null, limit });
}
