import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { ChildrenOfParents } from './children-of-parents.ts';

/**
 * Finds the numbers of parents in a repository that were observed since a time, and whose number of children differs
 * from that of the stored ones; or is unknown, as that of a pull request which only lists have shown, and there are any.
 */
export async function findMiscounted(
  database: Kysely<Database>,
  { table, column, parents }: ChildrenOfParents,
  { repositoryId, since, limit }: { repositoryId: number; since: Date; limit: number },
): Promise<number[]> {
  const each = parents.flatMap(({ count, ...parent }) =>
    count === undefined
      ? []
      : sql`
      select p.number from ${sql.table(parent.table)} as p
       where p.repository_id = ${repositoryId} and p.deleted_at is null and p.synced_at >= ${since}
         and coalesce(p.${sql.ref(count)}, 0) <> (
           select count(*) from ${sql.table(table)} as k
            where k.repository_id = ${repositoryId} and k.${sql.ref(column)} = p.number and k.deleted_at is null)`,
  );
  if (each.length === 0) return [];
  const { rows } = await sql<{ number: number }>`
    ${sql.join(each, sql` union `)} order by number limit ${limit}`.execute(database);
  return rows.map(({ number }) => number);
}
