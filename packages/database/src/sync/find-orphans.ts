import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { objectColumns, readObjects, type UncertainObject } from '../observations/find-uncertain.ts';
import type { Database } from '../schema.ts';
import type { ChildrenOfParents } from './children-of-parents.ts';

/** Finds children in repositories whose parent was deleted. */
export async function findOrphans(
  database: Kysely<Database>,
  resource: Resource,
  { table, column, parents }: ChildrenOfParents,
  { repositoryIds, limit }: { repositoryIds: readonly number[]; limit: number },
): Promise<UncertainObject[]> {
  const isAlive = parents.map(
    (parent) => sql`exists (
      select from ${sql.table(parent.table)} as o
       where o.repository_id = k.repository_id and o.${sql.ref(parent.key)} = k.${sql.ref(column)} and o.deleted_at is null)`,
  );
  const each = parents.map(
    (parent) => sql`
      select k.* from ${sql.table(parent.table)} as p
        join ${sql.table(table)} as k on k.repository_id = p.repository_id and k.${sql.ref(column)} = p.${sql.ref(parent.key)}
       where p.repository_id = any(${[...repositoryIds]}::bigint[]) and p.deleted_at is not null and k.deleted_at is null
         and not (${sql.join(isAlive, sql` or `)})`,
  );
  return await readObjects(
    database,
    sql`select ${objectColumns(resource)} from (${sql.join(each, sql` union all `)}) as orphans limit ${limit}`,
  );
}
