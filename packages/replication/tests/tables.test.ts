import { resources } from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What the write path keeps on every row, whatever its resource. */
const bookkeeping = [
  ...[
    'raw',
    'version',
    'older_keys',
    'whole_clock',
    'gone_clock',
    'deletion_found_at',
    'present_clock',
    'claim',
  ],
  ...['doubts', 'source', 'fetched_at', 'synced_at', 'deleted_at'],
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
    ...['probed_at', 'unseen_since', 'confirmed_name', 'confirmed_at', 'untracked_at', 'purged_at'],
  ],
  workflow_runs: ['jobs_fetched_at'],
};

let connection: TestDatabase;
const tables = new Map<string, Set<string>>();
beforeAll(async () => {
  connection = await createTestDatabase();
  const { rows } = await connection.pool.query<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns
      where table_schema = current_schema() and is_generated = 'NEVER'`,
  );
  for (const { table_name, column_name } of rows) {
    tables.set(table_name, (tables.get(table_name) ?? new Set()).add(column_name));
  }
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
