import { deflate, inflate, type JsonObject, type Resource } from '@hubtwin/resources';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import type { Merged } from './merge.ts';

export type Key = Readonly<Record<string, string | number>>;

/** Identifies one object. */
export interface ObjectReference {
  resource: Resource;
  key: Key;
}

/** A key in the format of the change log: its columns in order, joined by a slash. */
export function keyText({ resource, key }: ObjectReference): string {
  return resource.key.map((column) => key[column]).join('/');
}

/** Identifies an object among those of all tables. */
export function referenceText(reference: ObjectReference): string {
  return `${reference.resource.table}:${keyText(reference)}`;
}

interface StoredRow {
  reference: string;
  raw: JsonObject;
  version: string;
  key_versions: Record<string, string> | null;
  whole_clock: string | null;
  deletion_clock: string | null;
  deletion_found_at: Date | null;
  present_clock: string | null;
  claim: Merged['claim'];
  repository_id: number | null;
  refetch_reasons: Merged['refetchReasons'] | null;
  source: string;
  fetched_at: Date | null;
  synced_at: Date;
  deleted_at: Date | null;
}

/** The column of each part of `Merged`. */
const observedColumns: Record<string, (merged: Merged, resource: Resource) => unknown> = {
  raw: ({ raw }, { shape }) => (shape === undefined ? raw : deflate(shape, raw)),
  version: ({ version }) => version,
  key_versions: ({ keyVersions }) => (Object.keys(keyVersions).length === 0 ? null : keyVersions),
  whole_clock: ({ wholeClock }) => wholeClock,
  deletion_clock: ({ deletionClock }) => deletionClock,
  deletion_found_at: ({ deletionFoundAt }) => deletionFoundAt,
  present_clock: ({ presentClock }) => presentClock,
  claim: ({ claim }) => claim,
  refetch_reasons: ({ refetchReasons }) => (Object.keys(refetchReasons).length === 0 ? null : refetchReasons),
  source: ({ source }) => source,
  fetched_at: ({ fetchedAt }) => fetchedAt,
  synced_at: ({ syncedAt }) => syncedAt,
  deleted_at: ({ deletedAt }) => deletedAt,
};

/** Reads the stored state of objects of any tables, in one statement, by `referenceText`. */
export async function readRows(
  transaction: Transaction<Database>,
  references: readonly ObjectReference[],
): Promise<Map<string, Merged>> {
  if (references.length === 0) return new Map();
  const groups = [...Map.groupBy(references, ({ resource }) => resource)];
  const { rows } = await sql<StoredRow>`${sql.join(
    groups.map(([resource, group]) => selectRows(resource, group)),
    sql` union all `,
  )}`.execute(transaction);
  const shapes = new Map(references.map((each) => [referenceText(each), each.resource.shape]));
  const inflated = ({ reference, raw }: StoredRow) => {
    const shape = shapes.get(reference);
    return shape === undefined ? raw : inflate(shape, raw);
  };
  return new Map(
    rows.map((row) => [
      row.reference,
      {
        raw: inflated(row),
        version: row.version,
        keyVersions: row.key_versions ?? {},
        wholeClock: row.whole_clock,
        deletionClock: row.deletion_clock,
        deletionFoundAt: row.deletion_found_at?.toISOString() ?? null,
        presentClock: row.present_clock,
        claim: row.claim,
        repositoryId: row.repository_id,
        fetchedAt: row.fetched_at?.toISOString() ?? null,
        refetchReasons: row.refetch_reasons ?? {},
        deletedAt: row.deleted_at?.toISOString() ?? null,
        source: row.source,
        syncedAt: row.synced_at,
      },
    ]),
  );
}

/** Arrays give the planner the number of keys, so that it uses the primary key. */
function selectRows(
  { table, key, inRepository }: Resource,
  group: readonly ObjectReference[],
): RawBuilder<StoredRow> {
  const keyArrays = key.map((column) => {
    const values = group.map((reference) => reference.key[column]);
    return typeof values[0] === 'number' ? sql`${values}::bigint[]` : sql`${values}::text[]`;
  });
  const columns = Object.keys(observedColumns).map((name) => sql.ref(`t.${name}`));
  const matches = key.map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`k.${column}`)}`);
  const names = key.map((column) => sql.ref(`k.${column}`));
  return sql<StoredRow>`
    select concat(${sql.lit(`${table}:`)}, concat_ws('/', ${sql.join(names)})) as reference,
           ${inRepository ? sql`t.repository_id` : sql`null::bigint as repository_id`}, ${sql.join(columns)}
      from unnest(${sql.join(keyArrays)}) as k (${sql.join(key.map((column) => sql.ref(column)))})
      join ${sql.table(table)} as t on ${sql.join(matches, sql` and `)}`;
}

/** The row to store for an object. */
export interface RowWrite extends ObjectReference {
  /** The repository of the change: the object's, or for objects outside repositories that of the event. */
  repositoryId: number | null;
  merged: Merged;
  /** The typed columns of `merged.raw`. */
  columns: Record<string, unknown>;
}

/** The columns of an entry of the change log. */
export type ChangeRecord = Record<string, unknown>;

/**
 * Inserts or replaces rows and appends to the change log, in one statement; the caller holds the locks, so no other
 * transaction can change the rows since they were read.
 */
export async function writeRows(
  transaction: Transaction<Database>,
  writes: readonly RowWrite[],
  changes: readonly ChangeRecord[],
): Promise<void> {
  const upserts = [...Map.groupBy(writes, ({ resource }) => resource)].map(
    ([resource, group]) => sql`${sql.ref(`${resource.name}_written`)} as (${upsertRows(resource, group)})`,
  );
  if (upserts.length === 0) return;
  await sql`
    with ${sql.join(upserts)}
    insert into changes (resource, key, kind, repository_id, fields, source, actor, delivery_id, request)
    select resource, key, kind, repository_id, fields, source, actor, delivery_id, request
      from jsonb_populate_recordset(null::changes, ${JSON.stringify(changes)})
  `.execute(transaction);
}

/** jsonb_populate_recordset casts every value to the type of its column: one parameter for all rows. */
function upsertRows(resource: Resource, group: readonly RowWrite[]): RawBuilder<unknown> {
  const records = group.map((write) => toRecord(resource, write));
  const columns = Object.keys(records[0] ?? {});
  const own = columns.filter((name) => !resource.key.includes(name));
  const list = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  return sql`
    insert into ${sql.table(resource.table)} (${list(columns)})
    select ${list(columns)}
      from jsonb_populate_recordset(null::${sql.table(resource.table)}, ${JSON.stringify(records)})
    on conflict (${list(resource.key)}) do update
      set ${sql.join(own.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}`;
}

function toRecord(
  resource: Resource,
  { key, repositoryId, merged, columns }: RowWrite,
): Record<string, unknown> {
  const namesRepository = resource.inRepository && !resource.key.includes('repository_id');
  return {
    ...(namesRepository ? { repository_id: repositoryId } : {}),
    ...columns,
    ...key,
    ...Object.fromEntries(
      Object.entries(observedColumns).map(([name, read]) => [name, read(merged, resource)]),
    ),
  };
}
