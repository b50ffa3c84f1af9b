import type { Probe, ProbedRow, WatchedChildren } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { ChildrenOfParents } from './children-of-parents.ts';

/** A child that is compared by its node id, with what a probe compares. */
export interface WatchedChild {
  id: string;
  /** The number of its parent. */
  number: number;
  repositoryId: number;
  nodeId: string;
  values: ProbedRow;
}

interface Options {
  children: ChildrenOfParents;
  probe: Pick<Probe, 'key' | 'columns'>;
  watched: WatchedChildren;
  repositoryIds: readonly number[];
  /** The key of the last one of the previous call; null: starts over. */
  after: string | null;
}

/** Finds children of parents in a certain state, in rotation: all if they are not more than the limit. */
export async function findWatchedChildren(
  database: Kysely<Database>,
  options: Options,
): Promise<WatchedChild[]> {
  const { children, probe, watched, repositoryIds, after } = options;
  const { table, column, parents } = children;
  const values = probe.columns.map((name) => sql`${sql.lit(name)}, k.${sql.ref(name)}`);
  const key = sql`k.${sql.ref(probe.key)}::text`;
  const each = parents.map(
    (parent) => sql`
      select ${key} as id, k.${sql.ref(column)} as number, k.repository_id as "repositoryId", k.raw ->> 'node_id' as "nodeId",
             jsonb_build_object(${sql.join(values)}) as values
        from ${sql.table(parent.table)} as p
        join ${sql.table(table)} as k on k.repository_id = p.repository_id and k.${sql.ref(column)} = p.number
       where p.repository_id = any(${[...repositoryIds]}::bigint[]) and p.deleted_at is null and k.deleted_at is null
         and p.${sql.ref(watched.of.column)} = ${sql.lit(watched.of.value)} and k.raw ->> 'node_id' is not null
         and (${after}::text is null or ${key} > ${after})`,
  );
  const { rows } = await sql<WatchedChild>`
    select * from (${sql.join(each, sql` union all `)}) as children order by id limit ${watched.limit}
  `.execute(database);
  if (rows.length > 0 || after === null) return rows;
  return await findWatchedChildren(database, { ...options, after: null });
}
