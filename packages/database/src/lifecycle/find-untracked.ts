import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Those of these repositories that nobody wants in the twin. */
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
