import { type Kysely, sql } from 'kysely';
import type { DoubtfulObject } from '../observations/find-doubtful.ts';
import type { JsonObject, Resource } from '../observations/observation.ts';
import type { Key } from '../observations/rows.ts';
import type { Database } from '../schema.ts';

/** What tells that objects of a resource will not change by themselves any more; there are partial indexes of the rest. */
export interface Ends {
  column: string;
  with: string;
}

/** Objects of a repository that have not ended, and that nobody has seen since a moment. */
export async function findUnfinished(
  database: Kysely<Database>,
  { table, key }: Resource,
  ends: Ends,
  { repositoryId, since, limit }: { repositoryId: number; since: Date; limit: number },
): Promise<DoubtfulObject[]> {
  const { rows } = await sql<{ key: Key; raw: JsonObject }>`
    select jsonb_build_object(${sql.join(key.flatMap((name) => [sql.lit(name), sql.ref(name)]))}) as key, raw
      from ${sql.table(table)}
     where repository_id = ${repositoryId} and ${sql.ref(ends.column)} <> ${sql.lit(ends.with)} and deleted_at is null
       and coalesce(fetched_at, synced_at) < ${since}
     limit ${limit}
  `.execute(database);
  return rows.map(({ key, raw }) => ({ key, raw, repositoryId }));
}

/** Ids of parents in a repository that have not ended themselves, or of which some child has not. */
export async function findUnfinishedParents(
  database: Kysely<Database>,
  parent: { table: string; ends: Ends },
  child: { table: string; ends: Ends; column: string },
  { repositoryId, limit }: { repositoryId: number; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(parent.table)}
     where repository_id = ${repositoryId} and ${sql.ref(parent.ends.column)} <> ${sql.lit(parent.ends.with)} and deleted_at is null
    union
    select ${sql.ref(child.column)} from ${sql.table(child.table)}
     where repository_id = ${repositoryId} and ${sql.ref(child.ends.column)} <> ${sql.lit(child.ends.with)} and deleted_at is null
       and ${sql.ref(child.column)} is not null
    limit ${limit}
  `.execute(database);
  return rows.map(({ id }) => id);
}
