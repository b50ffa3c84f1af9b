import {
  acrossRepresentations,
  organizationRepresentations,
  representations,
  resources,
} from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What the write path keeps on every row, whatever its resource. */
const bookkeeping = [
  ...[
    'raw',
    'version',
    'key_versions',
    'whole_clock',
    'deletion_clock',
    'deletion_found_at',
    'present_clock',
    'claim',
  ],
  ...['refetch_reasons', 'source', 'fetched_at', 'synced_at', 'deleted_at'],
];

/** Columns that GitHub's object does not fill: of the twin's own work, or of an object beside it. */
const ownColumns: Record<string, readonly string[]> = {
  repositories: [
    ...[
      'auto_sync_enabled',
      'webhook_configured',
      'last_synced_at',
      'last_sync_error',
      'sync_interval_minutes',
    ],
    ...['probed_at', 'inaccessible_since', 'confirmed_name', 'confirmed_at', 'untracked_at', 'purged_at'],
  ],
  workflow_runs: ['jobs_fetched_at'],
};

let connection: TestDatabase;
const tables = new Map<string, Set<string>>();
/** The columns of each index of a table, in order. */
const indexes = new Map<string, string[]>();
beforeAll(async () => {
  connection = await createTestDatabase();
  const { rows } = await connection.pool.query<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns
      where table_schema = current_schema() and is_generated = 'NEVER'`,
  );
  for (const { table_name, column_name } of rows) {
    tables.set(table_name, (tables.get(table_name) ?? new Set()).add(column_name));
  }
  const indexed = await connection.pool.query<{ table: string; columns: string }>(
    `select indrelid::regclass::text as table,
            string_agg(pg_get_indexdef(indexrelid, n, true), ', ' order by n) || ', ' as columns
       from pg_index, generate_series(1, indnkeyatts) as n group by indrelid, indexrelid`,
  );
  for (const { table, columns } of indexed.rows) indexes.set(table, [...(indexes.get(table) ?? []), columns]);
});
afterAll(() => connection[Symbol.asyncDispose]());

const columnsOf = ({ columns, key, inRepository, account }: (typeof resources)[number]) =>
  new Set([
    ...Object.keys(columns({})),
    ...key,
    ...(inRepository ? ['repository_id'] : []),
    ...(account === undefined ? [] : [account.id]),
  ]);

test.each(resources.map((definition) => [definition.name, definition] as const))(
  'every column of the definition of %s is one of its table',
  (_, definition) => {
    const table = tables.get(definition.table) ?? new Set();
    expect([...columnsOf(definition), ...bookkeeping].filter((column) => !table.has(column))).toEqual([]);
    expect(definition.changes.filter((column) => !table.has(column))).toEqual([]);
  },
);

test.each([...new Set(resources.map(({ table }) => table))])(
  'every column of %s is filled by a definition, or is known to be of the twin itself',
  (name) => {
    const filled = resources.filter(({ table }) => table === name).flatMap((each) => [...columnsOf(each)]);
    const known = new Set([...filled, ...bookkeeping, ...(ownColumns[name] ?? [])]);
    const table = tables.get(name) ?? new Set();
    expect([...table].filter((column) => !known.has(column))).toEqual([]);
    expect((ownColumns[name] ?? []).filter((column) => !table.has(column))).toEqual([]);
  },
);

test.each(
  [...new Set([...representations, ...acrossRepresentations])].flatMap(
    ({ table, path, sorts, tie, across }) =>
      Object.values(sorts).flatMap((sort) => {
        // A column of the lists of one repository only is unique in them.
        const isUnique = sort.isOfRepository === true;
        const columns = [...new Set([sort, ...(isUnique ? [] : tie)].map(({ column }) => column))];
        return [['repository_id', ...columns], ...(across === undefined || isUnique ? [] : [columns])].map(
          (order) => [path, order.join(', '), table] as const,
        );
      }),
  ),
)('%s by %s have an index in that order', (_, order, table) => {
  expect(indexes.get(table)?.filter((columns) => columns.startsWith(`${order}, `))).not.toEqual([]);
});

test.each(
  organizationRepresentations.flatMap(({ table, path, sorts, tie, filters, parent }) => {
    const whose = ['organization_id', ...(parent === undefined ? [] : [parent.column])];
    const orderOf = ({ column }: { column: string }) => [
      ...new Set([column, ...tie.map((each) => each.column)]),
    ];
    const [first] = Object.values(sorts);
    return [
      ...Object.values(sorts).map((sort) => [...whose, ...orderOf(sort)]),
      // Such a list has no other way to find what a filter matches.
      ...Object.values(filters).map(({ column }) => [...whose, column, ...(first ? orderOf(first) : [])]),
    ].map((order) => [path, order.join(', '), table] as const);
  }),
)('%s of an organisation by %s have an index in that order', (_, order, table) => {
  expect(indexes.get(table)?.filter((columns) => columns.startsWith(`${order}, `))).not.toEqual([]);
});
