import type { Database, JsonObject } from '@hubtwin/database';
import type { Kysely } from 'kysely';

/** What is stored of a repository, its features among it. */
export async function storedFeatures(database: Kysely<Database>, repositoryId: number): Promise<JsonObject> {
  const row = await database
    .selectFrom('repositories')
    .select('raw')
    .where('id', '=', repositoryId)
    .executeTakeFirst();
  return { ...Object(row?.raw) };
}
