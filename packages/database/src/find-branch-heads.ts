import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** The shas of the commits that a repository's branches lead to. */
export async function findBranchHeads(database: Kysely<Database>, repositoryId: number): Promise<string[]> {
  const rows = await database
    .selectFrom('branches')
    .select('sha')
    .where('repository_id', '=', repositoryId)
    .where('deleted_at', 'is', null)
    .execute();
  return rows.map(({ sha }) => sha).filter((sha) => sha !== null);
}
