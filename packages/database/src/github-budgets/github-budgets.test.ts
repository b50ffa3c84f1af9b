import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGitHubBudgetStore } from './create-github-budget-store.ts';
import { pruneGitHubBudgets } from './prune-github-budgets.ts';

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection[Symbol.asyncDispose]());

const change = { expected: null, version: 'a.1', record: '{}', isDurable: false };

test('of concurrent changes to the same version one succeeds, and the others get what it wrote', async () => {
  const store = createGitHubBudgetStore(connection.database);
  expect((await store.read('ada')).stored).toBeNull();
  for (const expected of [null, 'a.1']) {
    const attempts = Array.from({ length: 8 }, (_, n) => ({
      ...change,
      expected,
      version: expected === null ? 'a.1' : `a.2-${n}`,
      record: `${n}`,
      isDurable: n % 2 === 0,
    }));
    const outcomes = await Promise.all(attempts.map((attempt) => store.swap('ada', attempt)));
    const winners = outcomes.flatMap(({ swapped }, n) => (swapped ? [attempts[n]] : []));
    expect(winners).toHaveLength(1);
    const stored = { version: winners[0]?.version, record: winners[0]?.record };
    for (const outcome of outcomes) expect(outcome.stored).toEqual(outcome.swapped ? null : stored);
    expect((await store.read('ada')).stored).toEqual(stored);
  }
});

test('the time is that of Postgres, at each statement', async () => {
  const store = createGitHubBudgetStore(connection.database);
  const before = await store.swap('bo', change);
  const { now } = await store.read('bo');
  expect(now).toBeGreaterThan(before.now);
  expect(Math.abs(now - Date.now())).toBeLessThan(5_000);
  expect((await store.list()).records).toContainEqual({ credential: 'bo', record: '{}' });
});

test('only a change that must survive a crash waits for the disk', async () => {
  const { pool } = connection;
  const client = await pool.connect();
  await client.query('set synchronous_commit = on');
  const levels: string[] = [];
  for (const isDurable of [true, false]) {
    await client.query('begin');
    await client.query('select * from swap_github_budget($1, null, $2, $3, $4)', [
      'cy',
      'a.1',
      '{}',
      isDurable,
    ]);
    levels.push((await client.query('show synchronous_commit')).rows[0].synchronous_commit);
    await client.query('rollback');
  }
  const { rows } = await client.query('show synchronous_commit');
  client.release();
  expect(levels).toEqual(['on', 'off']);
  expect(rows[0].synchronous_commit, 'no other transaction is affected').toBe('on');
});

test('budgets that were not used for days are pruned', async () => {
  const store = createGitHubBudgetStore(connection.database);
  await store.swap('old', change);
  await store.swap('new', change);
  await connection.pool.query(
    "update github_budgets set changed_at = now() - interval '3 days' where credential = 'old'",
  );
  expect(await pruneGitHubBudgets(connection.database, { days: 2 })).toBe(1);
  expect((await store.read('new')).stored).not.toBeNull();
  expect((await store.read('old')).stored).toBeNull();
});
