import { type Kysely, sql } from 'kysely';
import { type DoubtfulObject, objectColumns, readObjects } from '../observations/find-doubtful.ts';
import type { Resource } from '../observations/observation.ts';
import type { Database } from '../schema.ts';

/** Objects of a repository that nobody has seen since a whole list was begun: they may be gone. */
export async function findUnlisted(
  database: Kysely<Database>,
  resource: Resource,
  { repositoryId, since, limit }: { repositoryId: number; since: Date; limit: number },
): Promise<DoubtfulObject[]> {
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where repository_id = ${repositoryId} and deleted_at is null
       and coalesce(fetched_at, synced_at) < ${since} and synced_at < ${since}
     limit ${limit}`;
  return await readObjects(database, statement);
}
