import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { ChildrenOfParents } from './children-of-parents.ts';

/** Whether parents in a repository that were observed since a time have children, on GitHub or stored ones. */
export async function haveChangedParentsChildren(
  database: Kysely<Database>,
  { table, column, parents }: ChildrenOfParents,
  { repositoryId, since }: { repositoryId: number; since: Date },
): Promise<boolean> {
  const each = parents.map(
    (parent) => sql`exists (
      select from ${sql.table(parent.table)} as p
       where p.repository_id = ${repositoryId} and p.synced_at >= ${since}
         and (${parent.count === undefined ? sql`true` : sql`p.${sql.ref(parent.count)} is distinct from 0`}
              or exists (select from ${sql.table(table)} as k
                          where k.repository_id = ${repositoryId} and k.${sql.ref(column)} = p.${sql.ref(parent.key)}
                            and k.deleted_at is null)))`,
  );
  const { rows } = await sql<{ found: boolean }>`select ${sql.join(each, sql` or `)} as found`.execute(
    database,
  );
  return rows[0]?.found === true;
}
