import { type Kysely, sql } from 'kysely';
import { type DoubtfulObject, objectColumns, readObjects } from '../observations/find-doubtful.ts';
import type { Resource } from '../observations/observation.ts';
import type { Database } from '../schema.ts';

/**
 * Objects of a repository that a list has shown since a moment with a newer version than that of keys which only the
 * object's own answer has.
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
): Promise<DoubtfulObject[]> {
  // A stamp is the rank, then the clock.
  const clockOf = (stamp: ReturnType<typeof sql>) => sql`split_part(${stamp}, ' ', 2)`;
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where repository_id = ${repositoryId} and deleted_at is null and fetched_at >= ${since}
       and exists (select from jsonb_each_text(older_keys) as older (key, stamp)
                    where older.key = any(${[...details]}::text[]) and ${clockOf(sql`older.stamp`)} < ${clockOf(sql`version`)})
     limit ${limit}`;
  return await readObjects(database, statement);
}
