import type { Database } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';

/** Whether a repository has an object with this number, of any of these resources. */
export async function hasNumbered(
  database: Kysely<Database>,
  parents: readonly string[],
  { repositoryId, number }: { repositoryId: number; number: unknown },
): Promise<boolean> {
  const isAny = parents.map((name) => {
    const table = resources.find((resource) => resource.name === name)?.table ?? name;
    return sql`exists (
      select from ${sql.table(table)}
       where repository_id = ${repositoryId} and number = ${number} and deleted_at is null)`;
  });
  const { rows } = await sql<{ found: boolean }>`select ${sql.join(isAny, sql` or `)} as found`.execute(
    database,
  );
  return rows[0]?.found === true;
}
