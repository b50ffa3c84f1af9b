import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { objectColumns, readObjects, type UncertainObject } from '../observations/find-uncertain.ts';
import type { Key } from '../observations/rows.ts';
import type { Database } from '../schema.ts';

export interface UnlistedOptions {
  repositoryId: number;
  since: Date;
  /** The key of the last object of the previous page; null: the first page. */
  after: Key | null;
  limit: number;
  /** Only those with this value in a column; default: all. */
  among?: { column: string; value: number };
}

/**
 * Finds objects of a repository, by key, that were not observed since a whole list was started: they may be deleted.
 */
export async function findUnlisted(
  database: Kysely<Database>,
  resource: Resource,
  { repositoryId, since, after, limit, among }: UnlistedOptions,
): Promise<UncertainObject[]> {
  const columns = sql.join(resource.key.map((column) => sql.ref(column)));
  const beyond =
    after === null
      ? sql`true`
      : sql`(${columns}) > (${sql.join(resource.key.map((column) => sql`${after[column]}`))})`;
  const isAmong = among === undefined ? sql`true` : sql`${sql.ref(among.column)} = ${among.value}`;
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where repository_id = ${repositoryId} and deleted_at is null and ${isAmong}
       and coalesce(fetched_at, synced_at) < ${since} and synced_at < ${since} and ${beyond}
     order by ${columns}
     limit ${limit}`;
  return await readObjects(database, statement);
}
