import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Ends an API key at once; one that is revoked stays as it is. @returns whether there is such a key. */
export async function revokeApiKey(database: Kysely<Database>, id: number): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`coalesce(revoked_at, now())` })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
