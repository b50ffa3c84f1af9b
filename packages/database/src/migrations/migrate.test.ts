import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '../connection/create-database.ts';
import { migrations } from './index.ts';
import { migrate } from './migrate.ts';

const tables = `select table_name from information_schema.tables where table_schema = 'public' order by 1`;

/** A database without tables, and the tables that it had. */
async function emptied({ pool }: TestDatabase): Promise<unknown[]> {
  const { rows } = await pool.query(tables);
  await pool.query('drop schema public cascade; create schema public');
  return rows;
}

test('an empty database gets every migration in order, and none the second time', async () => {
  await using connection = await createTestDatabase();
  const wanted = await emptied(connection);
  expect(await migrate(connection.database)).toEqual(Object.keys(migrations));
  expect((await connection.pool.query(tables)).rows).toEqual(wanted);
  expect(await migrate(connection.database)).toEqual([]);
  expect((await connection.pool.query(tables)).rows).toEqual(wanted);
});

test('processes that migrate concurrently all end with the newest schema, and each migration runs once', async () => {
  await using connection = await createTestDatabase();
  const wanted = await emptied(connection);
  await using owned = new AsyncDisposableStack();
  const processes = [1, 2, 3].map(() => owned.use(createDatabase({ url: connection.url, poolMax: 2 })));
  const ran = await Promise.all(processes.map(({ database }) => migrate(database)));
  expect(ran.flat()).toEqual(Object.keys(migrations));
  expect((await connection.pool.query(tables)).rows).toEqual(wanted);
});

test('a sequence that caches numbers is rejected, with the statement that fixes it', async () => {
  await using connection = await createTestDatabase();
  await connection.pool.query('alter sequence changes_seq_seq cache 20');
  await expect(migrate(connection.database)).rejects.toThrow(/run "alter sequence changes_seq_seq cache 1"/);
  await connection.pool.query('alter sequence changes_seq_seq cache 1');
  expect(await migrate(connection.database)).toEqual([]);
});

test('any client of the user of the database finds tables before the views of the same names', async () => {
  await using connection = await createTestDatabase();
  await migrate(connection.database);
  const client = new pg.Client({ connectionString: connection.url });
  await client.connect();
  try {
    const { rows } = await client.query(
      'select current_user as name, current_schemas(false)::text as schemas',
    );
    expect(rows).toEqual([{ name: 'hubtwin', schemas: '{public}' }]);
    await client.query('select raw from issues limit 0');
    await client.query('select repository from hubtwin.issues limit 0');
  } finally {
    await client.end();
  }
});
