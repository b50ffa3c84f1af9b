import type { Probe, ProbedRow } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { changesHorizon } from '../changes/read-changes.ts';
import type { Database } from '../schema.ts';
import type { ChildrenOfParents } from './children-of-parents.ts';

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
  /** The position in the change log; null: a page before its end. */
  after: number | null;
  limit: number;
}

const changesAtOnce = 2_000;
/** The number of compared children; connections return fewer. */
const newestCount = 1_000;

/**
 * Finds the parents in repositories that changed since a position in the change log, whether themselves or their children.
 * What was imported came with its children.
 *
 * @returns at most `limit` of them, and the position after them.
 */
export async function findChangedParents(
  database: Kysely<Database>,
  { children, probe, repositoryIds, after: position, limit }: Options,
): Promise<{ parents: ChangedParent[]; next: number }> {
  const horizon = await changesHorizon(database);
  const after = position ?? Math.max(0, horizon - changesAtOnce);
  if (after >= horizon) return { parents: [], next: horizon };
  const { resource, table, hasId, column, parents } = children;
  // The key in the type of the table's: a number, or the text of a node id.
  const keyOf = (name: string, of: string) => sql`
    (jsonb_populate_record(null::${sql.table(of)}, case when c.resource = ${name} then jsonb_build_object('id', c.key) else '{}' end)).id`;
  const numberOf = (name: string, of: string, number: string) => sql`
    select number from (select ${sql.ref(`o.${number}`)} as number from ${sql.table(of)} as o
      where c.resource = ${name} and o.id = ${keyOf(name, of)}) as named`;
  const numbers = [
    ...parents.map((parent) => numberOf(parent.resource, parent.table, parent.key)),
    ...(hasId ? [numberOf(resource, table, column)] : []),
  ];
  const { rows: changed } = await sql<{ seq: number; repository_id: number; number: number | null }>`
    select c.seq, c.repository_id, n.number
      from (select seq, resource, key, repository_id from changes
             where seq > ${after} and seq <= ${horizon} and repository_id = any(${[...repositoryIds]}::bigint[])
               and source <> 'import'
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
      from unnest(${found.map(({ repositoryId }) => repositoryId)}::bigint[], ${found.map(({ number }) => number)}::bigint[])
             as f (repository_id, number)
      join lateral (${sql.join(parents.map(nodeOf), sql` union all `)}) as p on p.node_id is not null
  `.execute(database);
  return rows;
}

const nodeOf = ({ table, key }: ChildrenOfParents['parents'][number]): RawBuilder<unknown> => sql`
  select o.raw ->> 'node_id' as node_id from ${sql.table(table)} as o
   where o.repository_id = f.repository_id and o.${sql.ref(key)} = f.number and o.deleted_at is null`;
