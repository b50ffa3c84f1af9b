import { type Kysely, sql } from 'kysely';
import type { DoubtfulObject } from '../observations/find-doubtful.ts';
import type { JsonObject, Resource } from '../observations/observation.ts';
import type { Key } from '../observations/rows.ts';
import type { Database } from '../schema.ts';

/** Objects of a repository that nobody has seen since a whole list was begun: they may be gone. */
export async function findUnlisted(
  database: Kysely<Database>,
  { table, key }: Resource,
  { repositoryId, since, limit }: { repositoryId: number; since: Date; limit: number },
): Promise<DoubtfulObject[]> {
  const { rows } = await sql<{ key: Key; raw: JsonObject }>`
    select jsonb_build_object(${sql.join(key.flatMap((name) => [sql.lit(name), sql.ref(name)]))}) as key, raw
      from ${sql.table(table)}
     where repository_id = ${repositoryId} and deleted_at is null
       and coalesce(fetched_at, synced_at) < ${since} and synced_at < ${since}
     limit ${limit}
  `.execute(database);
  return rows.map(({ key, raw }) => ({ key, raw, repositoryId }));
}
