import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitSha, issueOf, pullOf, pushOf } from './payloads.ts';
import { documents, queries } from './search-cases.ts';
import { startApi, type TestApi } from './start-api.ts';

const repo = { id: 6001, fullName: 'acme/shown' };
const other = { id: 6002, fullName: 'acme/other' };

const parsed = [...documents.matchAll(/^([ipc])(\d+)\s+(.+?) \| (.+)$/gm)].map(
  ([, kind = '', id = '', title = '', body = '']) => ({ kind, id: Number(id), title, body }),
);
const cases = [...queries.matchAll(/^(.+?):(?: ([ipc\d ]+))?$/gm)].map(
  ([, query = '', expected = '']) => [query, expected.split(' ').filter((name) => name !== '')] as const,
);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply(
    parsed.map(({ kind, id, title, body }) => {
      const at = { id, number: id, title, body };
      const login = id === 2 || id === 21 ? 'hubot' : id === 42 ? 'renovate[bot]' : 'ada';
      const labels = id === 3 ? ['good first issue'] : id === 4 ? ['slow'] : [];
      const state = id === 4 || id === 21 ? 'closed' : 'open';
      if (kind === 'i') {
        const assignees = id === 3 ? [{ id: 7, login: 'octocat' }] : [];
        const fields = {
          user: { id: 9, login },
          labels: labels.map((name, n) => ({ id: id * 10 + n, name })),
        };
        return issueOf(repo, { ...at, ...fields, state, assignees });
      }
      if (kind === 'p')
        return pullOf(repo, { ...at, user: { id: 9, login }, draft: id === 44, merged: id === 43 });
      return pushOf(repo, 'main', id);
    }),
  );
  await api.apply([issueOf(other, { id: 500, number: 1, title: 'Elsewhere', body: null })]);
  const { database } = api.connection;
  await sql`update pull_requests set merged = true where id = 43`.execute(database);
  for (const { id, title, body } of parsed.filter(({ kind }) => kind === 'c')) {
    await sql`update commits set message = ${`${title}\n\n${body}`} where sha = ${commitSha(id)}`.execute(
      database,
    );
  }
  // Of what others say there is more than fits a page, and it is newer.
  await sql`
    insert into issues (id, repository_id, number, title, body, state, updated_at, raw, version, source, synced_at)
    select n, ${other.id}, n, 'Something about bananas', 'Bananas are ripe, ' || n, 'open', now(), '{}', '', 'sync', now()
      from generate_series(1000, 1400) as n
  `.execute(database);
});
afterAll(() => api[Symbol.asyncDispose]());

interface Found {
  type: string;
  item: { id?: number; sha?: string };
}

async function find(q: string): Promise<string[]> {
  const { status, json, text } = await api.ask(`/api/v1/search?limit=100&q=${encodeURIComponent(q)}`);
  expect(status, text).toBe(200);
  const shas = new Map(parsed.map(({ id }) => [commitSha(id), id]));
  return json.data.map(({ type, item }: Found) => `${type[0]}${item.id ?? shas.get(item.sha ?? '')}`);
}

test('there are 200 queries and more', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200);
});

describe('a query finds in its first page all that fits, and nothing else', () => {
  test.for(cases)('%s', async ([query, expected]) => {
    expect((await find(query)).sort()).toEqual([...expected].sort());
  });
});
