import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { objectColumns, readObjects, type UncertainObject } from '../observations/find-uncertain.ts';
import type { Database } from '../schema.ts';

/**
 * Finds objects of a repository that changed after `since` according to the twin, and that no observation has shown
 * since a list of changes was started.
 *
 * @param options `by`: the time column that orders the list.
 */
export async function findChangedSince(
  database: Kysely<Database>,
  resource: Resource,
  options: { repositoryId: number; by: string; since: Date; begunAt: Date; limit: number },
): Promise<UncertainObject[]> {
  const { repositoryId, by, since, begunAt, limit } = options;
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where repository_id = ${repositoryId} and deleted_at is null and ${sql.ref(by)} >= ${since}
       and synced_at < ${begunAt} and coalesce(fetched_at, synced_at) < ${begunAt}
     order by ${sql.ref(by)} desc
     limit ${limit}`;
  return await readObjects(database, statement);
}
