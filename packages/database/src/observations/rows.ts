import { sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import type { Merged } from './merge.ts';
import type { JsonObject, Resource } from './observation.ts';

export type Key = Readonly<Record<string, string | number>>;

/** A key as the change log writes it: its columns in order, joined by a slash. */
export function keyText({ resource, key }: { resource: Resource; key: Key }): string {
  return resource.key.map((column) => key[column]).join('/');
}

interface StoredRow {
  [column: string]: unknown;
  raw: JsonObject;
  version: string;
  older_keys: Record<string, string> | null;
  whole_clock: string | null;
  gone_clock: string | null;
  doubts: Merged['doubts'] | null;
  source: string;
  fetched_at: Date | null;
  synced_at: Date;
  deleted_at: Date | null;
}

/** Reads what is stored of the given objects; those without a row are left out. */
export async function readRows(
  transaction: Transaction<Database>,
  resource: Resource,
  subjects: readonly { key: Key }[],
): Promise<{ key: Key; merged: Merged }[]> {
  const { rows } = await sql<StoredRow>`
    select ${sql.join([...resource.key, ...Object.keys(observedColumns)].map((name) => sql.ref(`t.${name}`)))}
      from jsonb_populate_recordset(null::${sql.table(resource.table)}, ${JSON.stringify(subjects.map(({ key }) => key))}) as k
      join ${sql.table(resource.table)} as t on ${sql.join(
        resource.key.map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`k.${column}`)}`),
        sql` and `,
      )}
  `.execute(transaction);
  return rows.map((row) => ({
    key: Object.fromEntries(resource.key.map((column) => [column, row[column] as string | number])),
    merged: {
      raw: row.raw,
      version: row.version,
      olderKeys: row.older_keys ?? {},
      wholeClock: row.whole_clock,
      goneClock: row.gone_clock,
      fetchedAt: row.fetched_at?.toISOString() ?? null,
      doubts: row.doubts ?? {},
      deletedAt: row.deleted_at?.toISOString() ?? null,
      source: row.source,
      syncedAt: row.synced_at,
    },
  }));
}

/** Where each part of `Merged` is stored. */
const observedColumns: Record<string, (merged: Merged) => unknown> = {
  raw: ({ raw }) => raw,
  version: ({ version }) => version,
  older_keys: ({ olderKeys }) => (Object.keys(olderKeys).length === 0 ? null : olderKeys),
  whole_clock: ({ wholeClock }) => wholeClock,
  gone_clock: ({ goneClock }) => goneClock,
  doubts: ({ doubts }) => (Object.keys(doubts).length === 0 ? null : doubts),
  source: ({ source }) => source,
  fetched_at: ({ fetchedAt }) => fetchedAt,
  synced_at: ({ syncedAt }) => syncedAt,
  deleted_at: ({ deletedAt }) => deletedAt,
};

/** Inserts or replaces rows; the caller holds the locks, so what it merged is what is stored. */
export async function writeRows(
  transaction: Transaction<Database>,
  resource: Resource,
  writes: readonly { key: Key; repositoryId: number | null; merged: Merged }[],
): Promise<void> {
  const records = writes.map(({ key, repositoryId, merged }) => ({
    ...(resource.inRepository && !resource.key.includes('repository_id')
      ? { repository_id: repositoryId }
      : {}),
    ...resource.columns(merged.raw),
    ...key,
    ...Object.fromEntries(Object.entries(observedColumns).map(([name, read]) => [name, read(merged)])),
  }));
  const [first] = records;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const own = columns.filter((name) => !resource.key.includes(name));
  const list = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  // jsonb_populate_recordset casts every value to the type of its column: one parameter, one statement.
  await sql`
    insert into ${sql.table(resource.table)} (${list(columns)})
    select ${list(columns)}
      from jsonb_populate_recordset(null::${sql.table(resource.table)}, ${JSON.stringify(records)})
    on conflict (${list(resource.key)}) do update
      set ${sql.join(own.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}
  `.execute(transaction);
}
