import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueOf, pullOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const repo = { id: 3001, fullName: 'acme/rocket' };
const other = { id: 3002, fullName: 'acme/other' };
const path = '/api/v1/repositories/acme/rocket/stats';
const weekMs = 7 * 86_400_000;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply([
    issueOf(repo, { id: 1, number: 1 }),
    issueOf(repo, { id: 2, number: 2, state: 'closed' }),
    issueOf(repo, { id: 3, number: 3, state: 'closed' }),
    issueOf(other, { id: 4, number: 1 }),
    pullOf(repo, { id: 10, number: 10 }),
  ]);
  const now = Date.now();
  const merged = (hours: number, weeksAgo: number) => {
    const at = now - weeksAgo * weekMs;
    return {
      state: 'closed',
      merged: true,
      created_at: new Date(at - hours * 3_600_000).toISOString(),
      merged_at: new Date(at).toISOString(),
      updated_at: new Date(at).toISOString(),
    };
  };
  await api.apply([
    ...[1, 2, 3, 4, 100].map((hours, nth) =>
      pullOf(repo, { id: 20 + nth, number: 20 + nth, ...merged(hours, 1) }),
    ),
    // Long ago, and elsewhere.
    pullOf(repo, { id: 30, number: 30, ...merged(9_000, 60) }),
    pullOf(other, { id: 31, number: 31, ...merged(9_000, 1) }),
  ]);
  const commit = async (
    repositoryId: number,
    sha: string,
    login: string | null,
    weeksAgo: number,
    parents: string[] = [],
  ) => {
    await sql`
      insert into commits (repository_id, sha, parents, author_login, author_name, author_email, committed_at, raw, version, source, synced_at)
        values (${repositoryId}, ${sha}, ${parents}::text[], ${login}, ${login ?? 'Unknown'}, 'unknown@example.com',
                ${new Date(now - weeksAgo * weekMs)}, '{}', '', 'sync', now())
    `.execute(api.connection.database);
  };
  // The default branch is a, made from b and c by a merge, and what they were made from.
  await commit(repo.id, 'a', 'Octocat', 0, ['b', 'c']);
  await commit(repo.id, 'b', 'octocat', 1, ['d', 'unknown']);
  await commit(repo.id, 'c', null, 1, ['f']);
  // Of another branch, and of one that is deleted.
  await commit(repo.id, 'g', 'side', 1, ['a']);
  await commit(repo.id, 'h', 'deleted', 2, ['b']);
  await commit(repo.id, 'd', 'octocat', 60);
  await commit(repo.id, 'f', 'octocat', -60);
  await commit(other.id, 'a', 'octocat', 1);
  await sql`update repositories set language = 'Go', default_branch = 'main' where id = ${repo.id}`.execute(
    api.connection.database,
  );
  const heads = [
    { name: 'main', sha: 'a', deleted_at: null },
    { name: 'side', sha: 'g', deleted_at: null },
    { name: 'deleted', sha: 'h', deleted_at: new Date() },
  ];
  for (const { name, sha, deleted_at } of heads) {
    await sql`
      insert into branches (repository_id, name, sha, deleted_at, raw, version, source, synced_at)
        values (${repo.id}, ${name}, ${sha}, ${deleted_at}, '{}', '', 'sync', now())
    `.execute(api.connection.database);
  }
});
afterAll(() => api[Symbol.asyncDispose]());

test('commits of the last 52 weeks are counted by week, weeks without any among them', async () => {
  const { json } = await api.ask(path);
  const { total, weeks } = json.commits;
  expect(total).toBe(3);
  expect(weeks).toHaveLength(52);
  expect(weeks.slice(-3).map(({ commits }: { commits: number }) => commits)).toEqual([0, 2, 1]);
  const mondays = weeks.map(({ week }: { week: string }) => new Date(week));
  expect(mondays.every((day: Date) => day.getUTCDay() === 1 && Number(day) % 86_400_000 === 0)).toBe(true);
  expect(weeks[0].week).toBe(json.since);
});

test('commits of other branches are counted where they are asked for', async () => {
  const { json } = await api.ask(`${path}?branches=all`);
  expect(json.commits.total).toBe(5);
  const logins = (of: { contributors: { login: string | null }[] }) =>
    of.contributors.map(({ login }) => login);
  expect(logins(json)).toEqual(expect.arrayContaining(['side', 'deleted']));
  expect(logins((await api.ask(path)).json)).not.toContain('side');
  // As long as the head is not known, nothing is.
  const { pool } = api.connection;
  const point = (sha: string) => pool.query(`update branches set sha = $1 where name = 'main'`, [sha]);
  await point('never-seen');
  expect((await api.ask(path)).json.commits.total).toBe(0);
  await point('g');
  expect((await api.ask(path)).json.commits.total).toBe(4);
  await point('a');
});

test('authors are counted whatever the case of their login, those without an account by their address', async () => {
  const { json } = await api.ask(path);
  expect(json.contributors).toMatchObject([
    { login: expect.stringMatching(/^octocat$/i), commits: 2 },
    { login: null, name: 'Unknown', commits: 1 },
  ]);
  const [{ first_commit_at, last_commit_at }] = json.contributors;
  expect(Date.parse(last_commit_at) - Date.parse(first_commit_at)).toBe(weekMs);
});

test('issues, pull requests and the time until merges are those of the repository', async () => {
  expect((await api.ask(path)).json).toMatchObject({
    repository: { id: repo.id, full_name: 'acme/rocket' },
    issues: { open: 1, closed: 2 },
    pulls: { open: 1, closed: 6 },
    merges: { merged: 5, median_seconds: 3 * 3_600, p90_seconds: 221_760 },
    languages: [{ name: 'Go', bytes: null }],
  });
});

test('of a repository in which nothing happened all is zero', async () => {
  await api.apply([issueOf({ id: 3003, fullName: 'acme/empty' }, { id: 5, number: 1 })]);
  const { json } = await api.ask('/api/v1/repositories/acme/empty/stats');
  expect(json).toMatchObject({
    commits: { total: 0 },
    contributors: [],
    languages: [],
    merges: { merged: 0, median_seconds: null, p90_seconds: null },
  });
});

test('the history before a push is counted while the parents of its commits are unknown', async () => {
  const pushed = { id: 3004, full_name: 'acme/pushed', default_branch: 'main' };
  const now = Math.floor(Date.now() / 1_000) - 60;
  let before = '0'.repeat(40);
  const push = (seconds: number, ids: string[]) => {
    const timestamp = new Date((now + seconds) * 1_000).toISOString();
    const author = { name: 'Octocat', email: 'octocat@example.com', username: 'octocat' };
    const commits = ids.map((id) => ({ id, message: 'Change', timestamp, author }));
    const head = { ref: 'refs/heads/main', before, after: ids.at(-1), head_commit: commits.at(-1) };
    before = ids.at(-1) ?? before;
    const repository = { ...pushed, pushed_at: now + seconds };
    return { event: 'push', payload: { ...head, deleted: false, commits, repository } };
  };
  const counted = async (query = '') =>
    (await api.ask(`/api/v1/repositories/acme/pushed/stats${query}`)).json.commits;
  const read = (sha: string, parents: string[]) =>
    api.connection.pool.query('update commits set parents = $2 where sha = $1', [sha, parents]);
  const [root = '', one = '', two = '', three = ''] = ['9', '1', '2', '3'].map((digit) => digit.repeat(40));

  await api.apply([push(0, [root])]);
  expect(await counted()).toMatchObject({ total: 1, complete: false });
  await read(root, []);
  expect(await counted()).toMatchObject({ total: 1, complete: true });
  await api.apply([push(1, [one])]);
  await api.apply([push(2, [two, three])]);
  expect(await counted()).toMatchObject({ total: 4, complete: true });
  expect(await counted('?branches=all')).toMatchObject({ total: 4, complete: true });
  await read(three, [two]);
  expect(await counted()).toMatchObject({ total: 4, complete: true });
  // Of a push that was lost, the commits are unknown.
  before = '8'.repeat(40);
  const four = '4'.repeat(40);
  await api.apply([push(3, [four])]);
  expect(await counted()).toMatchObject({ total: 1, complete: false });
  await read(four, [three]);
  await read(two, [one]);
  await read(one, [root]);
  expect(await counted()).toMatchObject({ total: 5, complete: true });
});
