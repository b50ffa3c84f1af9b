import {
  deflate,
  type EmbeddedKey,
  inflate,
  type JsonObject,
  type Resource,
  type Shape,
} from '@hubtwin/resources';
import { type Kysely, sql, type Transaction } from 'kysely';
import { isEqual } from '../observations/canonical-json.ts';
import { changeOf } from '../observations/change-of.ts';
import { lockSubjects } from '../observations/lock-subjects.ts';
import type { Merged } from '../observations/merge.ts';
import { latest } from '../observations/refetch-reasons.ts';
import {
  type ChangeRecord,
  type ObjectReference,
  readRows,
  referenceText,
  writeRows,
} from '../observations/rows.ts';
import { parseVersion } from '../observations/version.ts';
import type { Database } from '../schema.ts';

/** The stored row of an object that others embed. */
interface EmbeddedRow {
  id: number;
  raw: JsonObject;
  clock: string;
  isDeleted: boolean;
}

/**
 * Updates the embedded objects in these rows to their current state, and appends to the change log. A row's content
 * is then a function of the observations of it and of the objects that it embeds, in any order. Its versions do not
 * change, so that later observations merge as before; the result is then checked again.
 *
 * @returns the number of changed rows.
 */
export async function refreshEmbedded(
  database: Kysely<Database>,
  resource: Resource,
  ids: readonly number[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const subjects = ids.map((id) => ({ resource, key: { id } }));
  return database.transaction().execute(async (transaction) => {
    await lockSubjects(transaction, subjects);
    const stored = await readRows(transaction, subjects);
    const embedded = new Map<EmbeddedKey, Map<number, EmbeddedRow>>();
    for (const each of resource.embeds ?? []) {
      const embeddedIds = [...stored.values()].flatMap(({ raw }) => [raw[each.key]].flat().map(idOf));
      embedded.set(each, await readEmbedded(transaction, each, embeddedIds));
    }
    const repositories = await readRepositories(transaction, resource, ids);
    const writes = subjects.flatMap((subject) => {
      const before = stored.get(referenceText(subject));
      if (before === undefined) return [];
      const merged = refreshed(resource, before, embedded);
      if (isEqual(merged.raw, before.raw)) return [];
      const repositoryId = repositories.get(subject.key.id) ?? null;
      return [{ ...subject, before, merged, columns: resource.columns(merged.raw), repositoryId }];
    });
    await writeRows(
      transaction,
      writes,
      writes.map(({ before, ...write }) => withShown(changeOf(before, write), before, write)),
    );
    return writes.length;
  });
}

function refreshed(
  { shape }: Resource,
  before: Merged,
  embedded: ReadonlyMap<EmbeddedKey, ReadonlyMap<number, EmbeddedRow>>,
): Merged {
  const raw = { ...before.raw };
  for (const [{ key, shows }, rows] of embedded) {
    const { clock, fetched } = parseVersion(before.keyVersions[key] ?? before.version);
    const seenAt = latest(clock, fetched) ?? '';
    const value = raw[key];
    const embeddedShape = shape?.embeds.get(key)?.shape;
    const current = (each: unknown) => {
      const row = rows.get(idOf(each));
      if (row === undefined) return [each];
      if (row.isDeleted) return [];
      const isCurrent = row.clock <= seenAt || isEqual(Object(each)[shows], row.raw[shows]);
      return isCurrent ? [each] : [withKeysOf(row.raw, Object(each), embeddedShape)];
    };
    if (Array.isArray(value)) raw[key] = value.flatMap(current);
    else if (typeof value === 'object' && value !== null) raw[key] = current(value)[0] ?? null;
  }
  return { ...before, raw, syncedAt: new Date() };
}

/** Derived keys are not stored: those that the row derives replace values that the embedded object was received with. */
function withKeysOf(row: JsonObject, embedded: JsonObject, shape: Shape | undefined): JsonObject {
  if (shape === undefined) return { ...embedded, ...row };
  return deflate(shape, { ...inflate(shape, embedded), ...inflate(shape, row) });
}

/**
 * Adds what the embedded objects are called to the fields of an entry: a renamed milestone changes no column of the
 * issue. Without an entry, answers that show the issue would stay in caches.
 */
function withShown(
  change: ChangeRecord,
  before: Merged,
  { resource, merged }: { resource: Resource; merged: Merged },
): ChangeRecord {
  const shown = (resource.embeds ?? []).map(({ key, shows }) => {
    const of = ({ raw }: Merged) => {
      const value = raw[key] ?? null;
      if (Array.isArray(value)) return value.map((each) => Object(each)[shows] ?? null);
      return value === null ? null : (Object(value)[shows] ?? null);
    };
    return [key, { from: of(before), to: of(merged) }] as const;
  });
  const different = shown.filter(([, { from, to }]) => !isEqual(from, to));
  return { ...change, fields: { ...Object.fromEntries(different), ...Object(change.fields) } };
}

const idOf = (value: unknown) => Number(Object(value).id);

async function readEmbedded(
  transaction: Transaction<Database>,
  { table }: EmbeddedKey,
  ids: readonly number[],
): Promise<Map<number, EmbeddedRow>> {
  const { rows } = await sql<{ id: number; raw: JsonObject; version: string; isDeleted: boolean }>`
    select id, raw, version, deleted_at is not null as "isDeleted"
      from ${sql.table(table)} where id = any (${ids.filter(Number.isSafeInteger)}::bigint[])
  `.execute(transaction);
  return new Map(rows.map(({ version, ...row }) => [row.id, { ...row, clock: parseVersion(version).clock }]));
}

async function readRepositories(
  transaction: Transaction<Database>,
  { table }: ObjectReference['resource'],
  ids: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; repository_id: number }>`
    select id, repository_id from ${sql.table(table)} where id = any (${[...ids]}::bigint[])
  `.execute(transaction);
  return new Map(rows.map(({ id, repository_id }) => [id, repository_id]));
}
