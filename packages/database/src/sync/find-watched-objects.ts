import type { Probe, ProbedRow } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** An object that the probe of its repository does not include. */
export interface WatchedObject {
  id: number;
  repositoryId: number;
  nodeId: string;
  /** What a probe compares. */
  values: ProbedRow;
}

interface WatchOptions {
  table: string;
  probe: Pick<Probe, 'columns' | 'rawKeys'>;
  watched: NonNullable<Probe['watched']>;
  repositoryIds: readonly number[];
  /** The id of the last one of the previous call; null: starts over. */
  after: number | null;
}

/** The number of objects of a list in a probe. */
const shown = 100;

/** Finds the objects of repositories after the first hundred, in rotation. */
export async function findWatchedObjects(
  database: Kysely<Database>,
  options: WatchOptions,
): Promise<WatchedObject[]> {
  const { table, probe, watched, repositoryIds, after } = options;
  const order = watched.order.map(
    ({ column, direction }) => sql`${sql.ref(column)} ${direction === 'asc' ? sql`asc` : sql`desc`}`,
  );
  const values = [
    ...probe.columns.map((name) => sql`${sql.lit(name)}, ${sql.ref(name)}`),
    ...probe.rawKeys.map((name) => sql`${sql.lit(name)}, raw -> ${sql.lit(name)}`),
  ];
  const { rows } = await sql<WatchedObject>`
    select id, repository_id as "repositoryId", raw ->> 'node_id' as "nodeId",
           jsonb_build_object(${sql.join(values)}) as values
      from (select *, row_number() over (partition by repository_id order by ${sql.join(order)}) as nth
              from ${sql.table(table)}
             where deleted_at is null and repository_id in (
               select repository_id from ${sql.table(table)}
                where repository_id = any(${[...repositoryIds]}::bigint[]) and deleted_at is null
                group by repository_id having count(*) > ${shown})) as listed
     where nth > ${shown} and raw ->> 'node_id' is not null and (${after}::bigint is null or id > ${after})
     order by id limit ${watched.limit}
  `.execute(database);
  if (rows.length > 0 || after === null) return rows;
  return await findWatchedObjects(database, { ...options, after: null });
}
