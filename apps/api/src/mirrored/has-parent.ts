import type { Database } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';

/** Whether a repository has an object with this value in a column, of any of these resources. */
export async function hasParent(
  database: Kysely<Database>,
  parents: readonly { name: string; column: string }[],
  { repositoryId, value }: { repositoryId: number; value: unknown },
): Promise<boolean> {
  const isAny = parents.map(({ name, column }) => {
    const table = resources.find((resource) => resource.name === name)?.table ?? name;
    return sql`exists (
      select from ${sql.table(table)}
       where repository_id = ${repositoryId} and ${sql.ref(column)} = ${value} and deleted_at is null)`;
  });
  const { rows } = await sql<{ found: boolean }>`select ${sql.join(isAny, sql` or `)} as found`.execute(
    database,
  );
  return rows[0]?.found === true;
}
