import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { objectColumns, readObjects, type UncertainObject } from '../observations/find-uncertain.ts';
import type { Database } from '../schema.ts';

/** The columns that mark a terminal state of a resource; partial indexes cover the other rows. */
export interface TerminalState {
  column: string;
  value: string;
}

/** Finds objects of a repository that are not in a terminal state and were not observed since a time. */
export async function findUnfinished(
  database: Kysely<Database>,
  resource: Resource,
  terminalState: TerminalState,
  { repositoryId, since, limit }: { repositoryId: number; since: Date; limit: number },
): Promise<UncertainObject[]> {
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where repository_id = ${repositoryId} and ${sql.ref(terminalState.column)} <> ${sql.lit(terminalState.value)} and deleted_at is null
       and coalesce(fetched_at, synced_at) < ${since}
     limit ${limit}`;
  return await readObjects(database, statement);
}

/**
 * Finds the ids of parents in a repository whose children must be fetched: unfinished ones without children, finished
 * ones with an unfinished child, and those that a sync found changed without the children of their current attempt.
 * Deliveries bring the children of the others; so a parent that a delivery ended recently, and of whose attempt no child
 * is stored, shows that these were lost.
 *
 * @param which `changedSince`: when the sync started; null: skips those that it found changed.
 *   `changedIds`: those that an interrupted sync found changed.
 */
export async function findUnfinishedParents(
  database: Kysely<Database>,
  parent: { table: string; terminalState: TerminalState },
  child: {
    table: string;
    terminalState: TerminalState;
    column: string;
    attempt: string | undefined;
    /** The parent's column with the time when its children were fetched. */
    fetchedColumn: string | undefined;
  },
  {
    repositoryId,
    changedSince,
    changedIds,
    limit,
  }: { repositoryId: number; changedSince: Date | null; changedIds: readonly number[]; limit: number },
): Promise<number[]> {
  const isOfAttempt =
    child.attempt === undefined ? sql`true` : sql`c.${sql.ref(child.attempt)} = p.${sql.ref(child.attempt)}`;
  const hasNone = sql`not exists (
    select from ${sql.table(child.table)} as c
     where c.${sql.ref(child.column)} = p.id and c.deleted_at is null and ${isOfAttempt})`;
  const endedAlone =
    child.fetchedColumn === undefined || changedSince === null
      ? sql``
      : sql`
    union
    select p.id from ${sql.table(parent.table)} as p
     where p.repository_id = ${repositoryId} and p.deleted_at is null
       and p.${sql.ref(parent.terminalState.column)} = ${sql.lit(parent.terminalState.value)}
       and p.source = 'webhook' and p.created_at > now() - interval '1 day' and p.${sql.ref(child.fetchedColumn)} is null
       and ${hasNone}`;
  const changed =
    changedSince === null
      ? sql``
      : sql`
    union
    select p.id from ${sql.table(parent.table)} as p
     where p.repository_id = ${repositoryId} and p.deleted_at is null
       and p.source = 'sync' and p.synced_at >= ${changedSince}
       and ${hasNone}`;
  const changedBefore =
    changedIds.length === 0
      ? sql``
      : sql`
    union
    select p.id from ${sql.table(parent.table)} as p
     where p.id = any(${[...changedIds]}::bigint[]) and p.repository_id = ${repositoryId} and p.deleted_at is null
       and ${hasNone}`;
  const { rows } = await sql<{ id: number }>`
    select p.id from ${sql.table(parent.table)} as p
     where p.repository_id = ${repositoryId} and p.deleted_at is null
       and p.${sql.ref(parent.terminalState.column)} <> ${sql.lit(parent.terminalState.value)}
       and not exists (select from ${sql.table(child.table)} as c where c.${sql.ref(child.column)} = p.id and c.deleted_at is null)
    union
    select p.id from ${sql.table(child.table)} as c join ${sql.table(parent.table)} as p on p.id = c.${sql.ref(child.column)}
     where c.repository_id = ${repositoryId} and c.deleted_at is null
       and c.${sql.ref(child.terminalState.column)} <> ${sql.lit(child.terminalState.value)}
       and p.${sql.ref(parent.terminalState.column)} = ${sql.lit(parent.terminalState.value)}${changed}${changedBefore}${endedAlone}
    limit ${limit}
  `.execute(database);
  return rows.map(({ id }) => id);
}
