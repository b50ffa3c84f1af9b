import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Finds the head commits of a repository's branches, by the name of the branch. */
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
