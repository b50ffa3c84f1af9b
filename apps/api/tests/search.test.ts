import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinTime } from '../src/queries/within-time.ts';
import { commitSha, issueOf, pullOf, pushOf, renamedFrom } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const shown = { id: 3001, fullName: 'acme/shown' };
const hidden = { id: 3002, fullName: 'acme/hidden' };
const search = '/api/v1/search';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply([
    issueOf(shown, { id: 10, number: 1, title: 'Login crashes', body: 'On every browser.' }),
    issueOf(shown, { id: 11, number: 2, title: 'Slow page', body: 'And the login, too.', state: 'closed' }),
    issueOf(hidden, { id: 12, number: 1, title: 'Secret login', body: null }),
    pullOf(shown, { id: 20, number: 3, title: 'Mend the login', body: 'It crashed.' }),
    pushOf(shown, 'main', 7),
    renamedFrom(shown, 'was-shown'),
  ]);
});
afterAll(() => api[Symbol.asyncDispose]());

interface Found {
  type: string;
  score: number;
  item: { id?: number; sha?: string };
}

async function find(query: string, key?: string): Promise<(number | string | undefined)[]> {
  const answer = await api.ask(`${search}?${query}`, key === undefined ? {} : { key });
  expect(answer.status, answer.text).toBe(200);
  return answer.json.data.map(({ item }: Found) => item.id ?? item.sha);
}

test('a word is found in any inflection, in titles first, in issues, pull requests and commits', async () => {
  const found = await find('q=logins');
  expect(new Set(found.slice(0, 3))).toEqual(new Set([10, 12, 20]));
  expect(found.slice(3)).toEqual([11]);
  expect(await find('q=crashing')).toEqual([10, 20]);
  expect(await find('q=commit')).toEqual([commitSha(7)]);
});

test('quotes, "or" and a minus have their usual meaning', async () => {
  expect(await find('q="every browser"')).toEqual([10]);
  expect(await find('q="browser every"')).toEqual([]);
  expect(new Set(await find('q=slow or mend'))).toEqual(new Set([11, 20]));
  expect(await find('q=login -crash -secret')).toEqual([11]);
});

test('a type, a repository by any name and a state filter the matches', async () => {
  expect(await find('q=login&type=pulls')).toEqual([20]);
  expect(await find('q=login&type=commits')).toEqual([]);
  expect(await find('q=login&type=issues&repository=ACME/Was-Shown')).toEqual([10, 11]);
  for (const query of ['q=login&repository=acme/never', 'q=login repo:acme/never']) {
    expect((await api.ask(`${search}?${query}`)).status).toBe(404);
  }
  expect(await find('q=login&state=closed')).toEqual([11]);
  expect(await find('q=login&type=issues&state=open&repository=acme/shown')).toEqual([10]);
});

test('a query that would silently match nothing is refused with the reason', async () => {
  for (const [q, reason] of [
    ['%22%22 -', 'needs a word'],
    ['--- !!!', 'needs a word'],
    ['is:open', 'needs a word'],
    ['-login', 'besides the excluded ones'],
    ['slow or -login', 'besides the excluded ones'],
    ['login autor:octocat', 'autor: is not a qualifier; the qualifiers are type: is: state:'],
    ['login autor:octocat', 'quote it: "autor:octocat"'],
    ['login is:done', 'is: must be open, closed'],
    ['login author:a/b', 'author: must be a login'],
    ['login repo:acme', 'repo: must be owner/name'],
    ['login repo:acme/shown repo:acme/hidden', 'can be given once'],
    ['login repo:acme/shown&repository=acme/shown', 'the parameter repository is set too'],
    ['login -in:title', 'cannot be excluded'],
    ['login type:commit is:open', 'exclude each other'],
    ['login author:', 'author: must be a login'],
    ['login Label:', 'label: must be the name of a label'],
    ['login -is:', 'is: must be open, closed'],
    ['login IS:done', 'is: must be open, closed'],
    ['login is:constructor', 'is: must be open, closed'],
    ['AND', 'needs a word; the operators'],
    ['NOT', 'as a word it is found in quotes: "NOT"'],
    ['login NOT', 'NOT excludes the word after it'],
    ['login NOT OR slow', 'NOT excludes the word after it'],
    ['login NOT -slow', 'NOT excludes the word after it'],
    ['NOT login', 'besides the excluded ones'],
    ['login NOT in:title', 'cannot be excluded'],
  ] as const) {
    const { status, json } = await api.ask(`${search}?q=${q}`);
    expect([q, status]).toEqual([q, 400]);
    expect(json.errors[0].message).toContain(reason);
  }
  for (const query of ['', 'q=', `q=${'a'.repeat(257)}`, 'q=a&type=wiki', 'q=a&state=merged']) {
    expect((await api.ask(`${search}?${query}`)).status).toBe(400);
  }
});

test('a limited key finds objects of its repositories only', async () => {
  const key = await api.createKey({ repositoryIds: [shown.id] });
  expect(new Set(await find('q=login', key))).toEqual(new Set([10, 11, 20]));
  expect(await find('q=secret', key)).toEqual([]);
  const named = await api.ask(`${search}?q=login&repository=acme/hidden`, { key });
  expect([named.status, named.json.code]).toEqual([404, 'not_found']);
  expect(await find('q=login', await api.createKey({ repositoryIds: [] }))).toEqual([]);
});

test('pages contain every match once, and a cursor is valid for its search only', async () => {
  const seen: (string | number | undefined)[] = [];
  let path: string | undefined = `${search}?q=login&limit=1`;
  while (path !== undefined) {
    const { json, headers } = await api.ask(path);
    seen.push(...json.data.map(({ item }: Found) => item.id));
    path = /<([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
  }
  expect(seen).toEqual(await find('q=login'));
  const { json } = await api.ask(`${search}?q=login&limit=1`);
  const other = await api.ask(`${search}?q=crash&limit=1&cursor=${json.next_cursor}`);
  expect([other.status, other.json.code]).toEqual([400, 'invalid_cursor']);
});

test('changed and deleted objects are found in their current state', async () => {
  const later = { updated_at: '2026-03-02T12:00:00Z' };
  await api.apply([issueOf(shown, { id: 30, number: 9, title: 'Zebra' })]);
  expect(await find('q=zebra')).toEqual([30]);
  await api.apply([issueOf(shown, { id: 30, number: 9, title: 'Giraffe', ...later }, 'edited')]);
  expect([await find('q=zebra'), await find('q=giraffe')]).toEqual([[], [30]]);
  await api.apply([issueOf(shown, { id: 30, number: 9, title: 'Giraffe', ...later }, 'deleted')]);
  expect(await find('q=giraffe')).toEqual([]);
});

test('a text that exceeds the limits of the index is stored, and found by its start', async () => {
  const body = `beginning ${'word '.repeat(200_000)}`;
  await api.apply([issueOf(shown, { id: 31, number: 10, title: 'ü'.repeat(70_000), body })]);
  expect(await find('q=beginning')).toEqual([31]);
});

test('a search that takes too long is cancelled, and answered as too broad', async () => {
  const { database } = api.connection;
  const expired = (cause: unknown) => new Error('too broad', { cause });
  const slow = withinTime(database, { milliseconds: 30, expired }, (transaction) =>
    sql`select pg_sleep(5)`.execute(transaction),
  );
  await expect(slow).rejects.toThrow('too broad');
  const { rows } = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(database);
  expect(rows[0]?.statement_timeout).not.toBe('30ms');
});
