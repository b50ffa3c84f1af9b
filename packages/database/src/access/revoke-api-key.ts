import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Revokes an API key at once; a revoked key does not change. @returns whether the key exists. */
export async function revokeApiKey(database: Kysely<Database>, id: number): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`coalesce(revoked_at, now())` })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
