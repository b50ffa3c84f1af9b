import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** The commits that a repository's branches lead to, by the name of the branch. */
export async function findBranchHeads(
  database: Kysely<Database>,
  repositoryId: number,
): Promise<Map<string, string>> {
  const rows = await database
    .selectFrom('branches')
    .select(['name', 'sha'])
    .where('repository_id', '=', repositoryId)
    .where('deleted_at', 'is', null)
    .execute();
  return new Map(rows.flatMap(({ name, sha }) => (sha === null ? [] : [[name, sha] as const])));
}
