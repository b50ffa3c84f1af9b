import {
  type Field,
  type Fields,
  type JsonObject,
  type Representation,
  readColumns,
} from '@hubtwin/resources';
import { type RawBuilder, sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from '../queries/in-repository.ts';
import { account, observed, time } from '../queries/present.ts';
import type { OriginalSource } from '../queries/source.ts';

/** A row of a twin table, as far as a representation selects it, and an object of the API made from it. */
export type MirroredRow = Record<string, unknown>;
export type Item = Record<string, unknown>;

/** The rows of a representation, and how the API shows them. */
export function sourceOf(shown: Representation): OriginalSource<MirroredRow, Item> {
  const isInRepositories = shown.isOfOrganization !== true;
  const columns = new Set([
    ...columnsOf(shown.fields),
    ...(isInRepositories ? ['repository_id'] : []),
    ...['synced_at', 'source'],
  ]);
  return {
    from: isInRepositories ? inRepository.from(shown.table) : sql`${sql.table(shown.table)} as t`,
    columns: sql.join([
      ...[...columns].map((column) => sql`t.${sql.ref(column)}`),
      ...(isInRepositories ? [sql`r.full_name as repository_full_name, r.html_url as repository_page`] : []),
    ]),
    stored: {
      ...(shown.shape && { shape: shown.shape }),
      repositoryId: isInRepositories ? inRepository.repository : sql`null::bigint`,
    },
    present: (row) => ({
      ...present(shown.fields, row),
      ...(isInRepositories && { repository: isInRepository(row) ? repositoryRef(row) : null }),
      ...(isObserved(row) ? observed(row) : {}),
    }),
    presentOriginal: (raw) =>
      Object.fromEntries(
        Object.entries(shown.fields).flatMap(([name, field]) =>
          field.kind === 'objects' ? [[name, objectsOf(field.fields, raw[name])]] : [],
        ),
      ),
  };
}

const isInRepository = (row: MirroredRow): row is MirroredRow & InRepository =>
  typeof row.repository_id === 'number';
const isObserved = (row: MirroredRow): row is MirroredRow & { synced_at: Date; source: string } =>
  row.synced_at instanceof Date && typeof row.source === 'string';

function columnsOf(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind === 'objects') return [];
    if (field.kind === 'group') return columnsOf(field.fields);
    if (field.kind === 'account') return [field.columns.id, field.columns.login];
    return [field.column ?? name];
  });
}

const present = (fields: Fields, row: MirroredRow): Item =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      field.kind === 'objects' ? [] : [[name, shownOf(name, field, row)]],
    ),
  );

/** Objects that GitHub's object contains, as their fields show them. */
const objectsOf = (fields: Fields, values: unknown): Item[] =>
  (Array.isArray(values) ? values : []).map((value: JsonObject) => {
    const columns = readColumns(fields, value);
    return Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        field.kind === 'time' || field.kind === 'objects'
          ? (columns[name] ?? null)
          : shownOf(name, field, columns),
      ]),
    );
  });

function shownOf(name: string, field: Exclude<Field, { kind: 'objects' }>, row: MirroredRow): unknown {
  if (field.kind === 'group') return present(field.fields, row);
  if (field.kind === 'account') return accountOf(row[field.columns.id], row[field.columns.login]);
  const value = row[field.column ?? name] ?? null;
  switch (field.kind) {
    case 'time':
      return time(value instanceof Date ? value : null);
    case 'texts':
      return value ?? [];
    case 'address':
      return addressOf(value, field, row);
    case 'reference':
      return value === null ? null : { [field.key]: value };
    case 'references':
      return (Array.isArray(value) ? value : []).map((each: unknown) => ({ [field.key]: each }));
    default:
      return value;
  }
}

/** As received, or derived from the current page of the repository. */
function addressOf(
  stored: unknown,
  { derive }: Extract<Field, { kind: 'address' }>,
  row: MirroredRow,
): string | null {
  const page = typeof row.repository_page === 'string' ? row.repository_page : null;
  if (typeof stored !== 'string') return derive(page, row);
  return stored.startsWith('/') ? page && page + stored : stored;
}

const accountOf = (id: unknown, login: unknown) =>
  account(typeof id === 'number' ? id : null, typeof login === 'string' ? login : null);

/** The values of a row's column as its table has it, qualified. */
export const columnOf = (column: string): RawBuilder<unknown> => sql`t.${sql.ref(column)}`;
