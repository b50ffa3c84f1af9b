import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { JsonObject, Resource } from './observation.ts';
import type { Key } from './rows.ts';

/** An object whose deliveries alone do not settle what it is. */
export interface DoubtfulObject {
  key: Key;
  raw: JsonObject;
  /** Null for what is in no repository. */
  repositoryId: number | null;
}

/**
 * Objects of a resource in doubt, those that waited longest first.
 *
 * @param options `repositoryId`: of resources that are in a repository, those of this one.
 */
export async function findDoubtful(
  database: Kysely<Database>,
  { table, key, inRepository }: Resource,
  options: { repositoryId: number | null; limit: number },
): Promise<DoubtfulObject[]> {
  const { repositoryId, limit } = options;
  const { rows } = await sql<{ key: Key; raw: JsonObject; repository_id: number | null }>`
    select jsonb_build_object(${sql.join(key.flatMap((name) => [sql.lit(name), sql.ref(name)]))}) as key,
           raw, ${inRepository ? sql`repository_id` : sql`null::bigint as repository_id`}
      from ${sql.table(table)}
     where doubts is not null ${inRepository ? sql`and repository_id = ${repositoryId}` : sql``}
     order by synced_at
     limit ${limit}
  `.execute(database);
  return rows.map(({ key, raw, repository_id }) => ({ key, raw, repositoryId: repository_id }));
}

/** Objects in doubt, by resource and repository. */
export interface DoubtfulGroup {
  resource: string;
  repositoryId: number | null;
}

/**
 * Where something waits to be settled since before `olderThanSeconds`, and not for ever: what could not be
 * settled within a day is left to the next sync.
 */
export async function findDoubtfulGroups(
  database: Kysely<Database>,
  resources: readonly Resource[],
  { olderThanSeconds, limit }: { olderThanSeconds: number; limit: number },
): Promise<DoubtfulGroup[]> {
  const groups = resources.map(
    ({ name, table, inRepository }) => sql`
      select ${sql.lit(name)} as resource, ${inRepository ? sql`repository_id` : sql`null::bigint`} as "repositoryId"
        from ${sql.table(table)}
       where doubts is not null
         and synced_at between now() - interval '1 day' and now() - make_interval(secs => ${olderThanSeconds})`,
  );
  const { rows } = await sql<DoubtfulGroup>`
    select distinct resource, "repositoryId" from (${sql.join(groups, sql` union all `)}) as doubtful limit ${limit}
  `.execute(database);
  return rows;
}
