import type { JsonObject, Resource } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isOlderThan } from '../connection/is-older-than.ts';
import type { Database } from '../schema.ts';
import type { Key } from './rows.ts';

/** An object with refetch reasons. */
export interface UncertainObject {
  key: Key;
  raw: JsonObject;
  /** Null for objects outside repositories. */
  repositoryId: number | null;
  /** When it was last observed to change. */
  syncedAt: Date;
  /** When a fetch did not find it; null where none did recently. */
  missingSince: Date | null;
  /** Whether it stands for more than a delivery can list. */
  isTruncated: boolean;
  /** Whether deliveries claim something that GitHub has not confirmed. */
  isUnconfirmed: boolean;
  /** Whether the claim is a deletion. */
  isDeletionClaimed: boolean;
}

/** The `objectColumns` of a row. */
export interface ObjectRow {
  key: Key;
  raw: JsonObject;
  repository_id: number | null;
  synced_at: Date;
  missing: string | null;
  truncated: boolean;
  unconfirmed: boolean;
  deletion_claimed: boolean;
}

/** The columns of an object that may be fetched. */
export const objectColumns = ({ key, inRepository }: Resource) => sql`
  jsonb_build_object(${sql.join(key.flatMap((name) => [sql.lit(name), sql.ref(name)]))}) as key, raw, synced_at,
  trim(refetch_reasons ->> 'missing') as missing, coalesce(refetch_reasons ? 'truncated', false) as truncated,
  coalesce(refetch_reasons ? 'unconfirmed', false) as unconfirmed,
  coalesce(refetch_reasons ? 'unconfirmed' and claim ->> 'deletionReceivedAt' is not null, false) as deletion_claimed, ${inRepository ? sql`repository_id` : sql`null::bigint as repository_id`}`;

/** Selects objects by a statement that returns `objectColumns`. */
export async function readObjects(
  database: Kysely<Database>,
  statement: RawBuilder<unknown>,
): Promise<UncertainObject[]> {
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
  unconfirmed,
  deletion_claimed,
}: ObjectRow): UncertainObject => ({
  key,
  raw,
  repositoryId: repository_id,
  syncedAt: synced_at,
  missingSince: missing === null ? null : new Date(missing),
  isTruncated: truncated,
  isUnconfirmed: unconfirmed,
  isDeletionClaimed: deletion_claimed,
});

/**
 * Finds the uncertain objects of a resource: truncated ones first, then those that have waited longest.
 *
 * @param options `repositoryId`: of resources inside repositories, only those of this one. `reason`: only those with
 * this refetch reason. `offset`: how many to skip, because they could not be fetched; default: none.
 */
export async function findUncertain(
  database: Kysely<Database>,
  resource: Resource,
  {
    repositoryId,
    limit,
    reason,
    offset = 0,
  }: { repositoryId: number | null; limit: number; reason?: string; offset?: number },
): Promise<UncertainObject[]> {
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where refetch_reasons is not null ${reason === undefined ? sql`` : sql`and refetch_reasons ? ${reason}`} ${resource.inRepository ? sql`and repository_id = ${repositoryId}` : sql``}
     order by not (refetch_reasons ? 'truncated'), synced_at
     limit ${limit} offset ${offset}`;
  return await readObjects(database, statement);
}

/** Uncertain objects, by resource and repository. */
export interface UncertainGroup {
  resource: string;
  repositoryId: number | null;
}

/** Filters uncertain objects by their age. */
export interface UncertainSince {
  resource: Resource;
  olderThanSeconds: number;
}

/** Finds where claims wait for confirmation. */
export async function findUnconfirmedGroups(
  database: Kysely<Database>,
  resources: readonly Resource[],
  { limit }: { limit: number },
): Promise<UncertainGroup[]> {
  const groups = resources.map(
    ({ name, table, inRepository }) => sql`
      select ${sql.lit(name)} as resource, ${inRepository ? sql`repository_id` : sql`null::bigint`} as "repositoryId"
        from ${sql.table(table)}
       where refetch_reasons is not null and refetch_reasons ? 'unconfirmed'`,
  );
  const { rows } = await sql<UncertainGroup>`
    select distinct resource, "repositoryId" from (${sql.join(groups, sql` union all `)}) as unconfirmed limit ${limit}
  `.execute(database);
  return rows;
}

/**
 * Finds where objects have been uncertain for more than `olderThanSeconds`, and less than a day: what could not be
 * fetched within a day is left to the next sync.
 */
export async function findUncertainGroups(
  database: Kysely<Database>,
  resources: readonly UncertainSince[],
  { limit }: { limit: number },
): Promise<UncertainGroup[]> {
  const groups = resources.map(
    ({ resource: { name, table, inRepository }, olderThanSeconds }) => sql`
      select ${sql.lit(name)} as resource, ${inRepository ? sql`repository_id` : sql`null::bigint`} as "repositoryId"
        from ${sql.table(table)}
       where refetch_reasons is not null
         and synced_at > now() - interval '1 day' and ${isOlderThan(sql`synced_at`, olderThanSeconds)}`,
  );
  const { rows } = await sql<UncertainGroup>`
    select distinct resource, "repositoryId" from (${sql.join(groups, sql` union all `)}) as uncertain limit ${limit}
  `.execute(database);
  return rows;
}
