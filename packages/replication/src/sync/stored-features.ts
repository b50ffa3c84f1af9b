import type { Database } from '@hubtwin/database';
import type { JsonObject } from '@hubtwin/resources';
import type { Kysely } from 'kysely';

/** Reads the stored object of a repository, which contains its features. */
export async function storedFeatures(database: Kysely<Database>, repositoryId: number): Promise<JsonObject> {
  const row = await database
    .selectFrom('repositories')
    .select('raw')
    .where('id', '=', repositoryId)
    .executeTakeFirst();
  return { ...Object(row?.raw) };
}
