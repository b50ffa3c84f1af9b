import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { objectColumns, readObjects, type UncertainObject } from '../observations/find-uncertain.ts';
import type { Database } from '../schema.ts';

/**
 * Finds objects of a repository that a list has shown since a time with a newer version than that of the keys which
 * only a fetch of the object returns.
 */
export async function findStaleDetails(
  database: Kysely<Database>,
  resource: Resource,
  {
    repositoryId,
    since,
    details,
    limit,
  }: { repositoryId: number; since: Date; details: readonly string[]; limit: number },
): Promise<UncertainObject[]> {
  // A version starts with the rank and the clock.
  const clockOf = (version: ReturnType<typeof sql>) => sql`split_part(${version}, ' ', 2)`;
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where repository_id = ${repositoryId} and deleted_at is null and fetched_at >= ${since}
       and exists (select from jsonb_each_text(key_versions) as older (key, key_version)
                    where older.key = any(${[...details]}::text[]) and ${clockOf(sql`older.key_version`)} < ${clockOf(sql`version`)})
     limit ${limit}`;
  return await readObjects(database, statement);
}
