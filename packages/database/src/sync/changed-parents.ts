import type { Probe, ProbedRow, Resource } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { changesHorizon } from '../changes/read-changes.ts';
import { objectColumns, readObjects, type UncertainObject } from '../observations/find-uncertain.ts';
import type { Database } from '../schema.ts';

/** Objects that belong to others of their repository by number, such as comments. */
export interface ChildrenOfParents {
  resource: string;
  table: string;
  /** The column with the number of the parent. */
  column: string;
  /** The tables of the parents, with the column that counts the children, if there is one. */
  parents: readonly { resource: string; table: string; count?: string | undefined }[];
}

/** A parent that changed, with its stored children. */
export interface ChangedParent {
  repositoryId: number;
  number: number;
  nodeId: string;
  /** The number of stored children. */
  count: number;
  /** The children that changed last, with what a probe compares and their key as `key`. */
  newest: (ProbedRow & { key: number | string })[];
}

interface Options {
  children: ChildrenOfParents;
  probe: Pick<Probe, 'key' | 'columns' | 'rawKeys'>;
  repositoryIds: readonly number[];
  /** The position in the change log; null: the end of the log. */
  after: number | null;
  limit: number;
}

const changesAtOnce = 2_000;
/** The number of compared children; connections return fewer. */
const newestCount = 1_000;

/**
 * Finds the parents in repositories that the change log shows since a position, whether they or their children changed.
 *
 * @returns at most `limit` of them, and the position after them.
 */
export async function findChangedParents(
  database: Kysely<Database>,
  { children, probe, repositoryIds, after, limit }: Options,
): Promise<{ parents: ChangedParent[]; next: number }> {
  const horizon = await changesHorizon(database);
  if (after === null || after >= horizon) return { parents: [], next: horizon };
  const { resource, table, column, parents } = children;
  const numberOf = (name: string, of: string, number: string) => sql`
    select number from (select ${sql.ref(`o.${number}`)} as number from ${sql.table(of)} as o
      where c.resource = ${name} and o.id = c.key::bigint) as named`;
  const numbers = [
    ...parents.map((parent) => numberOf(parent.resource, parent.table, 'number')),
    numberOf(resource, table, column),
  ];
  const { rows: changed } = await sql<{ seq: number; repository_id: number; number: number | null }>`
    select c.seq, c.repository_id, n.number
      from (select seq, resource, key, repository_id from changes
             where seq > ${after} and seq <= ${horizon} and repository_id = any(${[...repositoryIds]}::bigint[])
               and resource = any(${[...parents.map(({ resource: name }) => name), resource]}::text[])
             order by seq limit ${changesAtOnce}) as c
      left join lateral (${sql.join(numbers, sql` union all `)}) as n on true
     order by c.seq
  `.execute(database);
  const found = new Map<string, { repositoryId: number; number: number }>();
  let next = changed.length < changesAtOnce ? horizon : (changed.at(-1)?.seq ?? horizon);
  for (const { seq, repository_id: repositoryId, number } of changed) {
    if (number === null) continue;
    const name = `${repositoryId}/${number}`;
    if (!found.has(name) && found.size === limit) {
      next = seq - 1;
      break;
    }
    found.set(name, { repositoryId, number });
  }
  return { parents: await readParents(database, children, probe, [...found.values()]), next };
}

async function readParents(
  database: Kysely<Database>,
  { table, column, parents }: ChildrenOfParents,
  { key, columns, rawKeys }: Options['probe'],
  found: readonly { repositoryId: number; number: number }[],
): Promise<ChangedParent[]> {
  if (found.length === 0) return [];
  const values = [
    sql`'key', k.${sql.ref(key)}`,
    ...columns.map((name) => sql`${sql.lit(name)}, k.${sql.ref(name)}`),
    ...rawKeys.map((name) => sql`${sql.lit(name)}, k.raw -> ${sql.lit(name)}`),
  ];
  const [order = key] = columns;
  const isChild = sql`k.repository_id = f.repository_id and k.${sql.ref(column)} = f.number and k.deleted_at is null`;
  const { rows } = await sql<ChangedParent>`
    select f.repository_id as "repositoryId", f.number, p.node_id as "nodeId",
           (select count(*)::int from ${sql.table(table)} as k where ${isChild}) as count,
           coalesce((select jsonb_agg(child) from (
             select jsonb_build_object(${sql.join(values)}) as child from ${sql.table(table)} as k where ${isChild}
              order by k.${sql.ref(order)} desc nulls last, k.${sql.ref(key)} desc limit ${newestCount}) as newest), '[]') as newest
      from unnest(${found.map(({ repositoryId }) => repositoryId)}::bigint[], ${found.map(({ number }) => number)}::int[])
             as f (repository_id, number)
      join lateral (${sql.join(
        parents.map((parent) => nodeOf(parent.table)),
        sql` union all `,
      )}) as p on p.node_id is not null
  `.execute(database);
  return rows;
}

const nodeOf = (table: string): RawBuilder<unknown> => sql`
  select o.raw ->> 'node_id' as node_id from ${sql.table(table)} as o
   where o.repository_id = f.repository_id and o.number = f.number and o.deleted_at is null`;

/**
 * Finds the numbers of parents in a repository that were observed since a time, and whose number of children differs
 * from that of the stored ones.
 */
export async function findMiscounted(
  database: Kysely<Database>,
  { table, column, parents }: ChildrenOfParents,
  { repositoryId, since, limit }: { repositoryId: number; since: Date; limit: number },
): Promise<number[]> {
  const each = parents.flatMap(({ count, ...parent }) =>
    count === undefined
      ? []
      : sql`
      select p.number from ${sql.table(parent.table)} as p
       where p.repository_id = ${repositoryId} and p.deleted_at is null and p.synced_at >= ${since}
         and p.${sql.ref(count)} <> (
           select count(*) from ${sql.table(table)} as k
            where k.repository_id = ${repositoryId} and k.${sql.ref(column)} = p.number and k.deleted_at is null)`,
  );
  if (each.length === 0) return [];
  const { rows } = await sql<{ number: number }>`
    ${sql.join(each, sql` union `)} order by number limit ${limit}`.execute(database);
  return rows.map(({ number }) => number);
}

/** Whether parents in a repository that were observed since a time have children, on GitHub or stored ones. */
export async function haveChangedParentsChildren(
  database: Kysely<Database>,
  { table, column, parents }: ChildrenOfParents,
  { repositoryId, since }: { repositoryId: number; since: Date },
): Promise<boolean> {
  const each = parents.map(
    (parent) => sql`exists (
      select from ${sql.table(parent.table)} as p
       where p.repository_id = ${repositoryId} and p.synced_at >= ${since}
         and (${parent.count === undefined ? sql`true` : sql`p.${sql.ref(parent.count)} is distinct from 0`}
              or exists (select from ${sql.table(table)} as k
                          where k.repository_id = ${repositoryId} and k.${sql.ref(column)} = p.number
                            and k.deleted_at is null)))`,
  );
  const { rows } = await sql<{ found: boolean }>`select ${sql.join(each, sql` or `)} as found`.execute(
    database,
  );
  return rows[0]?.found === true;
}

/** Finds the parents in a repository in the order of their numbers, only those that changed since a time unless it is null. */
export async function findParents(
  database: Kysely<Database>,
  { parents }: ChildrenOfParents,
  {
    repositoryId,
    changedSince,
    after,
    limit,
  }: { repositoryId: number; changedSince: Date | null; after: number; limit: number },
): Promise<{ number: number; nodeId: string | null }[]> {
  const isChanged = changedSince === null ? sql`true` : sql`o.updated_at >= ${changedSince}`;
  const each = parents.map(
    (parent) => sql`
      select o.number, o.raw ->> 'node_id' as "nodeId" from ${sql.table(parent.table)} as o
       where o.repository_id = ${repositoryId} and o.deleted_at is null and o.number > ${after} and ${isChanged}`,
  );
  const { rows } = await sql<{ number: number; nodeId: string | null }>`
    ${sql.join(each, sql` union all `)} order by number limit ${limit}`.execute(database);
  return rows;
}

/** Finds children in repositories whose parent was deleted. */
export async function findOrphans(
  database: Kysely<Database>,
  resource: Resource,
  { table, column, parents }: ChildrenOfParents,
  { repositoryIds, limit }: { repositoryIds: readonly number[]; limit: number },
): Promise<UncertainObject[]> {
  const isAlive = parents.map(
    (parent) => sql`exists (
      select from ${sql.table(parent.table)} as o
       where o.repository_id = k.repository_id and o.number = k.${sql.ref(column)} and o.deleted_at is null)`,
  );
  const each = parents.map(
    (parent) => sql`
      select k.* from ${sql.table(parent.table)} as p
        join ${sql.table(table)} as k on k.repository_id = p.repository_id and k.${sql.ref(column)} = p.number
       where p.repository_id = any(${[...repositoryIds]}::bigint[]) and p.deleted_at is not null and k.deleted_at is null
         and not (${sql.join(isAlive, sql` or `)})`,
  );
  return await readObjects(
    database,
    sql`select ${objectColumns(resource)} from (${sql.join(each, sql` union all `)}) as orphans limit ${limit}`,
  );
}
