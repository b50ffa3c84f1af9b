import { type Kysely, sql } from 'kysely';
import { isOlderThan } from '../connection/is-older-than.ts';
import type { Database } from '../schema.ts';

/** The lists of a repository's single objects, such as the jobs of each run. */
export interface ChildLists {
  repositoryId: number;
  /** The resource of the listed objects. */
  resource: string;
}

/**
 * Why the list of an object must be read after an interruption: only a part of it is stored, which looks like the
 * whole; or a sync stored a new state of the object, and then reads the list if no child of this state is stored.
 */
export type PendingReason = 'part' | 'changed';

const prefix = 'children:';
const scopeOf = ({ repositoryId, resource }: ChildLists) => `${prefix}${repositoryId}:${resource}`;

/** The condition that lists of a resource are pending, for the repository with this id. */
export const hasPendingChildren = (repositoryId: ReturnType<typeof sql>, resource: string) =>
  sql`exists (select from sync_cursors as c where c.scope = ${prefix} || ${repositoryId} || ${`:${resource}`})`;

/** Records that the lists of these objects must be read, before the objects or a part of their lists are stored. */
export async function markChildrenPending(
  database: Kysely<Database>,
  lists: ChildLists,
  parentIds: readonly (number | string)[],
  reason: PendingReason,
): Promise<void> {
  if (parentIds.length === 0) return;
  const added = JSON.stringify(Object.fromEntries(parentIds.map((id) => [id, reason])));
  const merged = reason === 'part' ? sql`c.value || excluded.value` : sql`excluded.value || c.value`;
  await sql`
    insert into sync_cursors as c (scope, value) values (${scopeOf(lists)}, ${added})
    on conflict (scope) do update set value = ${merged}, updated_at = clock_timestamp()
  `.execute(database);
}

/** The objects whose lists must be read after an interruption, by id. */
export async function findPendingChildren(
  database: Kysely<Database>,
  lists: ChildLists,
): Promise<Map<number, PendingReason>> {
  const { rows } = await sql<{ id: number; reason: PendingReason }>`
    select key::bigint as id, pending.value as reason
      from sync_cursors as c, jsonb_each_text(c.value) as pending where c.scope = ${scopeOf(lists)}
  `.execute(database);
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}

/** Finds the repositories in which lists of these resources have been pending for a while: their job was lost. */
export async function findPendingLists(
  database: Kysely<Database>,
  resources: readonly string[],
  { olderThanSeconds, limit }: { olderThanSeconds: number; limit: number },
): Promise<ChildLists[]> {
  const { rows } = await sql<ChildLists>`
    select split_part(scope, ':', 2)::bigint as "repositoryId", split_part(scope, ':', 3) as resource
      from sync_cursors
     where scope like ${`${prefix}%`} and split_part(scope, ':', 3) = any(${[...resources]}::text[])
       and ${isOlderThan(sql`updated_at`, olderThanSeconds)}
     limit ${limit}
  `.execute(database);
  return rows;
}

/** The same for objects that a text identifies, such as commits. */
export async function findPendingNames(database: Kysely<Database>, lists: ChildLists): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select key as name from sync_cursors as c, jsonb_each_text(c.value) as pending where c.scope = ${scopeOf(lists)}
  `.execute(database);
  return rows.map(({ name }) => name);
}

/** Records that the lists of these objects are read. */
export async function clearPendingChildren(
  database: Kysely<Database>,
  lists: ChildLists,
  parentIds: readonly (number | string)[],
): Promise<void> {
  if (parentIds.length === 0) return;
  const scope = scopeOf(lists);
  const others = sql`value - ${parentIds.map(String)}::text[]`;
  await sql`delete from sync_cursors where scope = ${scope} and ${others} = '{}'`.execute(database);
  await sql`
    update sync_cursors set value = ${others}, updated_at = clock_timestamp() where scope = ${scope}
  `.execute(database);
}
