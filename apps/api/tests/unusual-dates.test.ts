import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const repo = { id: 3001, fullName: 'acme/dates' };
const base = '/api/v1/repositories/acme/dates';

/** The newest first, as Git may date commits; what Postgres cannot hold or is no date stands last. */
const dates = [
  '294276-12-31T23:59:59Z',
  '275761-01-01T00:00:00Z',
  '10000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-03-01T12:00:00Z',
  '1970-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '0000-06-01T00:00:00Z',
  '-0043-03-15T12:00:00Z',
  '-4712-01-01T00:00:00Z',
  '292278994-08-17T07:12:55Z',
  '-292275055-05-16T16:47:04Z',
  'yesterday',
  '',
  null,
  undefined,
];
const undated = dates.slice(11);
const shaOf = (n: number) => n.toString(16).padStart(40, '0');
const shas = [...dates.slice(0, 11).keys(), ...[...undated.keys()].map((n) => n + 11).reverse()].map(shaOf);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  const person = { name: 'Ada', email: 'ada@example.com', username: 'ada' };
  const commits = dates.map((timestamp, n) => ({
    id: shaOf(n),
    message: `Engraved ${n}`,
    timestamp,
    author: person,
    committer: person,
  }));
  const repository = { id: repo.id, full_name: repo.fullName, pushed_at: 1_772_000_000 };
  const push = { ref: 'refs/heads/main', before: 'f'.repeat(40), after: shaOf(0), deleted: false };
  await api.apply([
    { event: 'push', payload: { ...push, commits, head_commit: commits[0], repository } },
    ...dates.map((created_at, n) => releaseOf(repo, { id: 500 - n, created_at })),
  ]);
});
afterAll(() => api[Symbol.asyncDispose]());

async function follow(path: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { status, json, text } = await api.ask(`${path}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(status, text).toBe(200);
    expect(text).not.toMatch(/"(date|created_at|published_at)":"(?!\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")/);
    found.push(...json.data);
    cursor = json.next_cursor;
  }
  return found;
}

describe.for([1, 2, 5, 100])(
  'a list of %i a page has the newest first and what is not dated last',
  (limit) => {
    test('commits', async () => {
      const found = await follow(`${base}/commits?limit=${limit}`);
      expect(found.map(({ sha }) => sha)).toEqual(shas);
    });

    test('commits of an author', async () => {
      const found = await follow(`${base}/commits?author=ada&limit=${limit}`);
      expect(found.map(({ sha }) => sha)).toEqual(shas);
    });

    test('releases', async () => {
      const found = await follow(`${base}/releases?limit=${limit}`);
      expect(found.map(({ id }) => id)).toEqual(dates.map((_, n) => 500 - n));
    });

    test('a search, among those that fit alike', async () => {
      const found = await follow(`/api/v1/search?q=engraved&type=commits&limit=${limit}`);
      expect(found.map(({ item }) => Object(item).sha).slice(0, 11)).toEqual(shas.slice(0, 11));
      expect(found).toHaveLength(dates.length);
    });
  },
);

test('a commit shows its date where ISO 8601 has one, and always as GitHub wrote it', async () => {
  for (const [n, date] of dates.entries()) {
    const { status, json } = await api.ask(`${base}/commits/${shaOf(n)}`);
    const isWritable = /^\d{4}-/.test(date ?? '');
    expect([status, json.commit.committer.date]).toEqual([
      200,
      isWritable ? `${date?.slice(0, -1)}.000Z` : null,
    ]);
    expect(json.raw.commit.committer.date).toBe(date);
  }
});

test('statistics count what is dated within their weeks', async () => {
  const { status, json } = await api.ask(`${base}/stats?branches=all`);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from commits
     where repository_id = ${repo.id} and committed_at between now() - interval '1 year' and now()
  `.execute(api.connection.database);
  expect([status, json.commits.total]).toEqual([200, rows[0]?.count]);
});
