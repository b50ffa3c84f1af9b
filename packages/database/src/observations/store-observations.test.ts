import type { Resource } from '@hubtwin/resources';
import { startTestPostgres, type TestPostgres } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type DatabaseConnection } from '../connection/create-database.ts';
import { lockSubjects } from './lock-subjects.ts';
import type { Observation } from './observation.ts';
import { storeObservations } from './store-observations.ts';

const poolMax = 40;

// A lock table of Postgres' default size: 6,400 entries for all sessions.
let postgres: TestPostgres;
let connection: DatabaseConnection;
beforeAll(async () => {
  postgres = await startTestPostgres({ maxConnections: 100 });
  connection = createDatabase({
    url: postgres.url,
    poolMax,
    connectionTimeoutMs: 60_000,
    statementTimeoutMs: 60_000,
  });
});
afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
});
beforeEach(() => connection.pool.query('truncate issues, changes'));

const thing: Resource = {
  name: 'things',
  table: 'issues',
  key: ['id'],
  inRepository: true,
  columns: ({ title }) => ({ title }),
  changes: ['title'],
};

const second = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString();

const observe = (id: number, version: number): Observation => ({
  resource: thing,
  repositoryId: 7,
  key: { id },
  raw: { title: `${version}` },
  completeness: 'whole',
  clock: second(version),
  asOf: second(version),
  source: 'webhook',
  observedAt: new Date('2026-02-01T00:00:00Z'),
});

const versionOf = (count: number, version: number) =>
  Array.from({ length: count }, (_, n) => observe(n + 1, version));

async function readRows(): Promise<{ id: number; title: string }[]> {
  return (await connection.pool.query('select id, title from issues order by id')).rows;
}

test('large and small callers with the same objects in any order all end in the newest versions, without deadlock', async () => {
  // Most have only their own objects, the others also some common ones, in opposite orders.
  const large = Array.from({ length: 20 }, (_, n) => {
    const own = Array.from({ length: 500 }, (_, k) => observe(1_000 * (n + 1) + k, n));
    if (n % 4 > 1) return own;
    const all = [...versionOf(200, n), ...own];
    return n % 4 === 0 ? all : all.reverse();
  });
  const small = Array.from({ length: 150 }, (_, n) => [
    observe(((n * 37) % 200) + 1, 100 + n),
    observe(((n * 11) % 200) + 1, 100 + n),
  ]);
  await Promise.all(
    [...large, ...small].map((observations) => storeObservations(connection.database, observations)),
  );
  const newest = new Map<unknown, { id: unknown; title: unknown }>();
  const inOrder = [...large, ...small].flat().toSorted((a, b) => (a.clock < b.clock ? -1 : 1));
  for (const { key, raw } of inOrder) newest.set(key.id, { id: key.id, title: raw.title });
  expect(await readRows()).toEqual([...newest.values()].toSorted((a, b) => Number(a.id) - Number(b.id)));
});

test('any number of open transactions with the maximum of objects fit into the lock table', async () => {
  const counts = await Promise.all(
    Array.from({ length: poolMax }, (_, n) =>
      connection.database.transaction().execute(async (transaction) => {
        const subjects = Array.from({ length: 500 }, (_, k) => ({
          resource: thing,
          key: { id: n * 500 + k },
        }));
        await lockSubjects(transaction, subjects);
        await sql`select pg_sleep(0.1)`.execute(transaction);
        const { rows } = await sql<{ count: number }>`
          select count(*) as count from pg_locks where locktype = 'advisory' and granted`.execute(
          transaction,
        );
        return rows[0]?.count ?? 0;
      }),
    ),
  );
  expect(Math.max(...counts)).toBeLessThan(6_400);
  expect(Math.max(...counts)).toBeGreaterThan(2_000);
});

test('what is recorded with the last objects is not stored if any of them fails', async () => {
  const { database, pool } = connection;
  const finish = async (_: unknown, { isLast }: { isLast: boolean }) => {
    if (!isLast) return;
    const { rows } = await pool.query('select count(*) as count from issues');
    committed.push(rows[0].count);
  };
  const committed: number[] = [];
  await storeObservations(database, versionOf(1_200, 1), finish);
  expect(committed).toEqual([1_000]);
  // Not a bigint: the very last one cannot be stored.
  const unusable = { ...observe(1, 2), key: { id: 2 ** 70 } };
  await expect(storeObservations(database, [...versionOf(1_200, 2), unusable], finish)).rejects.toThrow();
  expect(committed).toEqual([1_000]);
  // Again without it: what was committed before is unchanged.
  await storeObservations(database, versionOf(1_200, 2), finish);
  const { rows } = await pool.query(
    `select kind, count(*) as count from changes group by kind order by kind`,
  );
  expect(rows).toEqual([
    { kind: 'created', count: 1_200 },
    { kind: 'updated', count: 1_200 },
  ]);
});

test('an object that was observed many thousand times ends in its newest version', async () => {
  const many = Array.from({ length: 12_000 }, (_, n) => observe(1, n));
  await storeObservations(connection.database, [...many.slice(6_000), ...many.slice(0, 6_000)]);
  expect(await readRows()).toEqual([{ id: 1, title: '11999' }]);
});
