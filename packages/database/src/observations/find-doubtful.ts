import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { JsonObject, Resource } from './observation.ts';
import type { Key } from './rows.ts';

/** An object whose deliveries alone do not settle what it is. */
export interface DoubtfulObject {
  key: Key;
  raw: JsonObject;
  /** Null for what is in no repository. */
  repositoryId: number | null;
  /** When something of it was last seen to change. */
  syncedAt: Date;
  /** When GitHub was asked and did not find it; null where that was not so lately. */
  missingSince: Date | null;
  /** Whether it stands for more than a delivery could list. */
  isTruncated: boolean;
}

/** `objectColumns` of a row. */
export interface ObjectRow {
  key: Key;
  raw: JsonObject;
  repository_id: number | null;
  synced_at: Date;
  missing: string | null;
  truncated: boolean;
}

/** The columns of an object that may be asked for. */
export const objectColumns = ({ key, inRepository }: Resource) => sql`
  jsonb_build_object(${sql.join(key.flatMap((name) => [sql.lit(name), sql.ref(name)]))}) as key, raw, synced_at,
  trim(doubts ->> 'missing') as missing, coalesce(doubts ? 'truncated', false) as truncated, ${inRepository ? sql`repository_id` : sql`null::bigint as repository_id`}`;

/** Selects objects by a statement that yields `objectColumns`. */
export async function readObjects(
  database: Kysely<Database>,
  statement: RawBuilder<unknown>,
): Promise<DoubtfulObject[]> {
  const { rows } = await sql<ObjectRow>`${statement}`.execute(database);
  return rows.map(objectOf);
}

export const objectOf = ({
  key,
  raw,
  repository_id,
  synced_at,
  missing,
  truncated,
}: ObjectRow): DoubtfulObject => ({
  key,
  raw,
  repositoryId: repository_id,
  syncedAt: synced_at,
  missingSince: missing === null ? null : new Date(missing),
  isTruncated: truncated,
});

/**
 * Objects of a resource in doubt, those that stand for more first, then those that waited longest.
 *
 * @param options `repositoryId`: of resources that are in a repository, those of this one.
 */
export async function findDoubtful(
  database: Kysely<Database>,
  resource: Resource,
  { repositoryId, limit }: { repositoryId: number | null; limit: number },
): Promise<DoubtfulObject[]> {
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where doubts is not null ${resource.inRepository ? sql`and repository_id = ${repositoryId}` : sql``}
     order by not (doubts ? 'truncated'), synced_at
     limit ${limit}`;
  return await readObjects(database, statement);
}

/** Objects in doubt, by resource and repository. */
export interface DoubtfulGroup {
  resource: string;
  repositoryId: number | null;
}

/** How long objects of a resource may be in doubt. */
export interface DoubtfulSince {
  resource: Resource;
  olderThanSeconds: number;
}

/**
 * Where something waits to be settled since before `olderThanSeconds`, and not for ever: what could not be
 * settled within a day is left to the next sync.
 */
export async function findDoubtfulGroups(
  database: Kysely<Database>,
  resources: readonly DoubtfulSince[],
  { limit }: { limit: number },
): Promise<DoubtfulGroup[]> {
  const groups = resources.map(
    ({ resource: { name, table, inRepository }, olderThanSeconds }) => sql`
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
