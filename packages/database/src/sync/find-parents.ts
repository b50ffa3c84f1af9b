import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { ChildrenOfParents } from './children-of-parents.ts';

/**
 * Finds the parents in a repository in the order of their numbers: only those that changed since a time unless it is
 * null, and only those with these numbers if there are any.
 */
export async function findParents(
  database: Kysely<Database>,
  { parents }: ChildrenOfParents,
  {
    repositoryId,
    changedSince,
    numbers,
    after,
    limit,
  }: {
    repositoryId: number;
    changedSince: Date | null;
    numbers?: readonly number[];
    after: number;
    limit: number;
  },
): Promise<{ number: number; nodeId: string | null }[]> {
  const isChanged = changedSince === null ? sql`true` : sql`o.updated_at >= ${changedSince}`;
  const isNamed = (key: string) =>
    numbers === undefined ? sql`true` : sql`o.${sql.ref(key)} = any(${[...numbers]}::bigint[])`;
  const each = parents.map(
    (parent) => sql`
      select o.${sql.ref(parent.key)} as number, o.raw ->> 'node_id' as "nodeId" from ${sql.table(parent.table)} as o
       where o.repository_id = ${repositoryId} and o.deleted_at is null and o.${sql.ref(parent.key)} > ${after} and ${isChanged}
         and ${isNamed(parent.key)}`,
  );
  const { rows } = await sql<{ number: number; nodeId: string | null }>`
    ${sql.join(each, sql` union all `)} order by number limit ${limit}`.execute(database);
  return rows;
}
