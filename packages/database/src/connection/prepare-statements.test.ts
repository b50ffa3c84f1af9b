import { createTestDatabase } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase } from './create-database.ts';
import { prepared } from './prepare-statements.ts';

test('a connection prepares a marked statement once, also in transactions, and other statements not at all', async () => {
  await using test = await createTestDatabase();
  await using connection = createDatabase({ url: test.url, poolMax: 1 });
  const { database } = connection;
  const increment = (n: number) =>
    sql<{ next: number }>`${prepared} select ${n}::int + 1 as next`.execute(database);
  for (const n of [1, 2, 3]) expect((await increment(n)).rows).toEqual([{ next: n + 1 }]);
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ next: number }>`${prepared} select ${7}::int + 2 as next`.execute(
      transaction,
    );
    expect(rows).toEqual([{ next: 9 }]);
  });
  await sql`select ${1}::int as one`.execute(database);
  const { rows } = await sql<{ statement: string; uses: number }>`
    select statement, (generic_plans + custom_plans)::int as uses from pg_prepared_statements order by uses desc`.execute(
    database,
  );
  expect(rows).toEqual([
    { statement: '/* prepared */ select $1::int + 1 as next', uses: 3 },
    { statement: '/* prepared */ select $1::int + 2 as next', uses: 1 },
  ]);
});

test('a prepared statement follows a change of its table, and reports errors as others do', async () => {
  await using test = await createTestDatabase();
  await using connection = createDatabase({ url: test.url, poolMax: 1 });
  const { database, pool } = connection;
  const count = () =>
    sql`${prepared} select count(*)::int as n from kept where id = any(${[1, 2]}::int[])`.execute(database);
  await expect(count()).rejects.toMatchObject({ code: '42P01' });
  await pool.query('create table kept (id int); insert into kept values (1), (2), (3)');
  for (let n = 0; n < 7; n++) expect((await count()).rows).toEqual([{ n: 2 }]);
  await pool.query(
    'alter table kept add column more text; create index on kept (id); delete from kept where id = 1',
  );
  expect((await count()).rows).toEqual([{ n: 1 }]);
});
