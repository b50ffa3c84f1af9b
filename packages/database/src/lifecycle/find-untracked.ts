import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Finds which of these repositories are untracked. */
export async function findUntracked(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<Set<number>> {
  if (repositoryIds.length === 0) return new Set();
  const rows = await database
    .selectFrom('repositories')
    .select('id')
    .where('id', 'in', [...repositoryIds])
    .where('untracked_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
