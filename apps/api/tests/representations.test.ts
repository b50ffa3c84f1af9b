import {
  acrossRepresentations,
  type Fields,
  organizationRepresentations,
  type Representation,
  representations,
} from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The Postgres types that hold each kind of field. */
const types: Record<string, readonly string[]> = {
  id: ['bigint'],
  name: ['text'],
  text: ['text'],
  integer: ['integer', 'bigint'],
  boolean: ['boolean'],
  time: ['timestamp with time zone'],
  texts: ['ARRAY'],
  references: ['ARRAY'],
};
const sortTypes: Record<string, readonly string[]> = {
  number: ['integer', 'bigint'],
  text: ['text'],
  time: ['timestamp with time zone'],
};

let connection: TestDatabase;
let columns: Map<string, string>;
beforeAll(async () => {
  connection = await createTestDatabase();
  const { rows } = await connection.pool.query<{ column: string; type: string }>(
    `select table_name || '.' || column_name as column, data_type as type from information_schema.columns
      where table_schema = current_schema()`,
  );
  columns = new Map(rows.map(({ column, type }) => [column, type]));
});
afterAll(() => connection[Symbol.asyncDispose]());

/** Columns with the types that they may have; null: any. */
type Column = [name: string, types: readonly string[] | null];

const columnsOf = (fields: Fields): Column[] =>
  Object.entries(fields).flatMap(([name, field]): Column[] => {
    if (field.kind === 'objects') return [];
    if (field.kind === 'group') return columnsOf(field.fields);
    if (field.kind === 'account')
      return [
        [field.columns.id, ['bigint']],
        [field.columns.login, ['text']],
      ];
    if (field.kind === 'reference')
      return [[field.column, field.type === 'text' ? ['text'] : ['integer', 'bigint']]];
    return [[field.column ?? name, types[field.kind] ?? null]];
  });

const usedBy = ({ fields, filters, repositoryFilters, sorts, tie }: Representation): Column[] => [
  ...columnsOf(fields),
  ...Object.values({ ...filters, ...repositoryFilters }).map(({ column }): Column => [column, null]),
  ...[...Object.values(sorts), ...tie].map(({ column, type }): Column => [column, sortTypes[type] ?? null]),
];

test.each(
  [...new Set([...representations, ...acrossRepresentations, ...organizationRepresentations])].map(
    (shown) => [shown.path, shown] as const,
  ),
)('every field, filter and order of %s is a column of its table, of a type that fits', (_, shown) => {
  const misfits = usedBy(shown).filter(([name, fitting]) => {
    const type = columns.get(`${shown.table}.${name}`);
    return type === undefined || fitting?.includes(type) === false;
  });
  expect(misfits).toEqual([]);
});

test('no two routes share an operation, and nothing shown is named twice', () => {
  const routed = new Set([...representations, ...acrossRepresentations, ...organizationRepresentations]);
  const operations = [...routed].flatMap(({ list, across, item, itemAcross }) =>
    [list, across, item, itemAcross].flatMap((route) => (route === undefined ? [] : [route.operation])),
  );
  expect(new Set(operations).size).toBe(operations.length);
});
