import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Finds which of these repositories have been fetched from GitHub, with their owners, by id. */
export async function findFetchedRepositories(
  database: Kysely<Database>,
  ids: readonly number[],
): Promise<Map<number, { ownerId: number | null; ownerLogin: string | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('repositories')
    .select(['id', 'owner_id', 'owner_login'])
    .where('id', 'in', [...ids])
    .where('fetched_at', 'is not', null)
    .execute();
  return new Map(
    rows.map(({ id, owner_id, owner_login }) => [id, { ownerId: owner_id, ownerLogin: owner_login }]),
  );
}
