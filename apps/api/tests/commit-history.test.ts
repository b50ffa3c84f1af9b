import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';

const base = '/api/v1/repositories/acme/rocket/commits';
const sha = (n: number) => n.toString(16).padStart(40, '0');

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  const kept = `'{}'::jsonb, '', 'sync', now()`;
  const { pool } = api.connection;
  await pool.query(
    `insert into repositories (id, full_name, raw, version, source, synced_at) values (4001, 'acme/rocket', ${kept}),
            (4002, 'acme/other', ${kept})`,
  );
  // main: 1 2 5 6, where 6 merges 4, which a branch made of 2 and 3; 7 and 8 were replaced by a forced push.
  const parents: [number, number[]][] = [
    [1, []],
    [2, [1]],
    [3, [2]],
    [4, [3]],
    [5, [2]],
    [6, [5, 4]],
    [7, [2]],
    [8, [7]],
  ];
  for (const [n, from] of parents) {
    await pool.query(
      `insert into commits (repository_id, sha, parents, committed_at, raw, version, source, synced_at)
       values (4001, $1, $2, '2026-01-01Z'::timestamptz + $3 * interval '1 hour', ${kept})`,
      [sha(n), from.map(sha), n],
    );
  }
  for (const [repository, name, head, isDeleted] of [
    [4001, 'main', 6, false],
    [4001, 'feature/x', 4, false],
    [4001, 'Release-1', 2, false],
    [4001, 'deleted', 8, true],
    [4002, 'elsewhere', 8, false],
  ] as const) {
    await pool.query(
      `insert into branches (repository_id, name, sha, deleted_at, raw, version, source, synced_at)
       values ($1, $2, $3, case when $4 then now() end, ${kept})`,
      [repository, name, sha(head), isDeleted],
    );
  }
});
afterAll(() => api[Symbol.asyncDispose]());

const listed = async (query: string) => {
  const { status, json } = await api.ask(`${base}?${query}`);
  return status === 200 ? json.data.map((each: { sha: string }) => Number(`0x${each.sha}`)) : status;
};

test('all commits are listed where no branch is named, those that a forced push replaced among them', async () => {
  expect(await listed('')).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
});

test.each([
  ['main', [6, 5, 4, 3, 2, 1]],
  ['feature/x', [4, 3, 2, 1]],
  ['Release-1', [2, 1]],
  [sha(5), [5, 2, 1]],
  [sha(10), 404],
  ['release-1', 404],
  ['deleted', 404],
  ['elsewhere', 404],
])('sha=%s is the history of that branch or commit', async (named, expected) => {
  expect(await listed(`sha=${encodeURIComponent(named)}`)).toEqual(expected);
});

test('a history is paged, filtered by time and follows its branch', async () => {
  expect(await listed('sha=main&since=2026-01-01T03:00:00Z&until=2026-01-01T06:00:00Z')).toEqual([5, 4, 3]);
  expect(await listed('sha=main&since=2026-02-01T00:00:00Z')).toEqual([]);
  const first = await api.ask(`${base}?sha=main&limit=4`);
  const next = await listed(`sha=main&limit=4&cursor=${first.json.next_cursor}`);
  expect(next).toEqual([2, 1]);
  await api.connection.pool.query(`update branches set sha = $1 where name = 'main'`, [sha(8)]);
  expect(await listed('sha=main')).toEqual([8, 7, 2, 1]);
});

test('a long history is listed in either direction', async () => {
  const { pool } = api.connection;
  const kept = `'{}'::jsonb, '', 'sync', now()`;
  const last = 30_000;
  await pool.query(
    `insert into repositories (id, full_name, raw, version, source, synced_at) values (4003, 'acme/long', ${kept})`,
  );
  const page = 5_000; // a single statement for all of them takes 10 s where other tests use the same cores
  for (let from = 1; from <= last; from += page)
    await pool.query(
      `insert into commits (repository_id, sha, parents, committed_at, raw, version, source, synced_at)
       select 4003, lpad(to_hex(n), 40, '0'), array[lpad(to_hex(n - 1), 40, '0')],
              '2026-01-01Z'::timestamptz + n * interval '1 minute', ${kept}
         from generate_series(${from}, ${from + page - 1}) as n`,
    );
  await pool.query(
    `insert into branches (repository_id, name, sha, raw, version, source, synced_at) values (4003, 'main', $1, ${kept})`,
    [sha(last)],
  );
  await pool.query('analyze commits');
  const path = '/api/v1/repositories/acme/long/commits?sha=main';
  for (const [direction, n] of [
    ['desc', last],
    ['asc', 1],
  ] as const) {
    const { status, json } = await api.ask(`${path}&direction=${direction}`);
    expect([status, json.data?.[0]?.sha], direction).toEqual([200, sha(n)]);
  }
});

test('the history of a branch has the commits of its pushes before their parents are known, and what was before', async () => {
  const path = '/api/v1/repositories/acme/pushed/commits';
  const person = { name: 'Octocat', email: 'octocat@example.com', username: 'octocat' };
  const push = (branch: string, before: number, ids: number[], more: object = {}) => {
    const commits = ids.map((n) => ({
      ...{ id: sha(n), message: `Change ${n}`, author: person, committer: person },
      timestamp: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
    }));
    const repository = { id: 4004, full_name: 'acme/pushed', default_branch: 'main' };
    const moved = { ref: `refs/heads/${branch}`, before: sha(before), after: sha(ids.at(-1) ?? 0) };
    return {
      event: 'push',
      payload: {
        ...moved,
        deleted: false,
        forced: false,
        commits,
        head_commit: commits.at(-1),
        repository,
        ...more,
      },
    };
  };
  const history = async (branch: string) =>
    (await api.ask(`${path}?sha=${branch}`)).json.data.map((each: { sha: string }) =>
      Number(`0x${each.sha}`),
    );
  await api.apply([push('main', 0, [101, 102])]);
  await api.apply([push('main', 102, [103, 104, 105])]);
  await api.apply([push('feature', 104, [111, 112])]);
  expect(await history('main')).toEqual([105, 104, 103, 102, 101]);
  expect(await history('feature')).toEqual([112, 111, 104, 103, 102, 101]);
  // A forced push takes commits away; where the new ones start is unknown until they are fetched.
  await api.apply([push('feature', 112, [121, 122], { forced: true })]);
  expect(await history('feature')).toEqual([122, 121]);
  // The commits of a branch that was merged are listed in the push of the other one, after others.
  await api.apply([push('main', 105, [106, 121, 122, 130])]);
  expect(await history('main')).toEqual([130, 122, 121, 106, 105, 104, 103, 102, 101]);
  const { json } = await api.ask(`${path}/${sha(103)}`);
  expect(json.parents).toEqual([]);
  expect(json.raw).not.toHaveProperty('pushed_after');
});
