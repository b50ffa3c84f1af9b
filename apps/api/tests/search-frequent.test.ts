import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { timeTags } from '../src/search/time-tags.ts';
import { commitSha, issueOf, pushOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const shown = { id: 7001, fullName: 'acme/shown' };
const other = { id: 7002, fullName: 'acme/other' };
const issues = 12_000;
const commits = 5_000;

/**
 * Issue `n` is newer than issue `n - 1`, by a minute in one half of them and by hours in the other; all have `everywhere`
 * in their text. What some old ones alone have is found by every combination of words that very many have.
 */
let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply([
    issueOf(shown, { id: 1, number: 1, title: 'One', body: null }),
    issueOf(other, { id: 2, number: 1, title: 'Two', body: null }),
    pushOf(shown, 'main', 9),
  ]);
  const { database } = api.connection;
  await sql`delete from issues`.execute(database);
  await sql`
    insert into issues (id, repository_id, number, title, body, state, author_login, assignees, labels, updated_at,
                        raw, version, source, synced_at)
    select n, case when n % 3 = 0 then ${other.id}::bigint else ${shown.id} end, n,
           case when n in (5, 40, 77) then 'Title with everywhere, ' else 'Title, ' end
             || case when n % 7 = 0 then 'seventh' when n = 50 then 'fiftieth' else 'plain' end,
           'everywhere'
             || case when n = 41 then ' left right' when n % 5 = 0 then ' left' when n % 5 = 1 then ' right' else '' end
             || case when n = 43 then ' second first' else ' first second' end
             || case when n % 400 = 0 then ' sometimes' else '' end
             || case when n in (44, 45) then '' else ' current' end,
           case when n % 2 = 0 then 'open' else 'closed' end,
           case when n < 300 then 'Past' else 'present' end,
           case when n in (46, 47) then '{Keeper}' else '{}'::text[] end,
           case when n in (48, 49) then '{good first issue}' else '{bug}'::text[] end,
           case n when 1 then null when 2 then '1960-01-01Z' when 3 then '2190-01-01Z'
             else '2020-01-01Z'::timestamptz + least(n, 6000) * interval '3 hours' + n * interval '1 minute' end,
           '{}', '', 'sync', now()
      from generate_series(1, ${issues}) as n`.execute(database);
  await sql`
    insert into commits (repository_id, sha, message, author_login, committed_at, raw, version, source, synced_at)
    select ${shown.id}::bigint, md5(n::text) || substr(md5(n::text), 1, 8),
           'Title' || e'\n\n' || 'everywhere' || case when n = 10 then ' lonely' else ' crowd' end, 'present',
           '2019-01-01Z'::timestamptz + n * interval '5 minutes', '{}', '', 'sync', now()
      from generate_series(1, ${commits}) as n`.execute(database);
  await sql`analyze issues, commits, pull_requests`.execute(database);
});
afterAll(() => api[Symbol.asyncDispose]());

interface Found {
  item: { id?: number; sha?: string };
}

async function pageOf(q: string, limit = 30): Promise<(number | string | undefined)[]> {
  const { status, json, text } = await api.ask(`/api/v1/search?limit=${limit}&q=${encodeURIComponent(q)}`);
  expect(status, text).toBe(200);
  return json.data.map(({ item }: Found) => item.id ?? item.sha);
}

describe('words that very many have find an old object', () => {
  test.for<[query: string, expected: number[]]>([
    ['left right', [41]],
    ['left right is:closed', [41]],
    ['left right author:past repo:acme/shown', [41]],
    ['everywhere left right author:past', [41]],
    ['"second first"', [43]],
    ['"second first" is:closed', [43]],
    ['everywhere -current', [45, 44]],
    ['everywhere -current is:open', [44]],
    ['everywhere assignee:keeper', [47, 46]],
    ['everywhere is:open assignee:keeper', [46]],
    ['everywhere label:"Good First Issue"', [49, 48]],
    ['first second label:"good first issue" state:closed', [49]],
    ['everywhere fiftieth', [50]],
    ['plain everywhere in:title', [40, 5]],
    ['everywhere in:title', [77, 40, 5]],
    ['everywhere in:title is:open', [40]],
    ['everywhere in:title author:past repo:acme/other', []],
    ['current first author:past label:"good first issue" or left right', [49, 48]],
  ])('%s', async ([query, expected]) => {
    expect(await pageOf(`${query} type:issue`)).toEqual(expected);
  });
});

test('what fits by its title is first, however old, and then the newest', async () => {
  expect(await pageOf('everywhere type:issue', 6)).toEqual([77, 40, 5, 3, issues, issues - 1]);
  expect(await pageOf('everywhere type:issue author:past', 6)).toEqual([77, 40, 5, 3, 299, 298]);
});

test('commits are found alike', async () => {
  const { rows } = await sql<{ sha: string }>`select sha from commits where message like '%lonely%'`.execute(
    api.connection.database,
  );
  expect(await pageOf('everywhere lonely type:commit')).toEqual([rows[0]?.sha]);
  expect(await pageOf('everywhere -crowd author:present type:commit')).toEqual([rows[0]?.sha]);
  expect(await pageOf('everywhere')).not.toContain(commitSha(9));
});

describe('pages have all matches once, in the order of plain SQL', () => {
  test.for<[query: string, fits: string]>([
    ['sometimes', `n % 400 = 0`],
    ['sometimes is:open repo:acme/other', `n % 400 = 0 and n % 3 = 0`],
    ['left author:past', `(n % 5 = 0 or n = 41) and n < 300`],
    ['seventh left is:closed', `n % 7 = 0 and n % 5 = 0 and n % 2 = 1`],
    ['seventh in:title author:past', `n % 7 = 0 and n < 300`],
  ])('%s', async ([query, fits]) => {
    const { rows } = await sql<{ id: number }>`
      select id from (select id, id as n, updated_at from issues) as i
       where ${sql.raw(fits)}
       order by updated_at desc nulls last, id desc
    `.execute(api.connection.database);
    const found: unknown[] = [];
    let path: string | undefined = `/api/v1/search?limit=7&q=${encodeURIComponent(`${query} type:issue`)}`;
    while (path !== undefined) {
      const { json, headers } = await api.ask(path);
      found.push(...json.data.map(({ item }: Found) => item.id));
      path = /<([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(found).toEqual(rows.map(({ id }) => id));
  });
});

test('a time is in the blocks of every range that has it, and in those of no range that is hours away', async () => {
  const latest = 2 ** 32 - 1;
  const instant = fc.oneof(
    fc.integer({ min: -(2 ** 31), max: latest + 2 ** 20 }),
    fc.constantFrom(0, 2 ** 14 - 1, 2 ** 14, 2 ** 26 - 1, 2 ** 26, latest, latest + 1),
  );
  const check = async (at: number, from: number, length: number | undefined) => {
    const tags = timeTags(from, length === undefined ? undefined : from + length);
    expect(tags.length).toBeLessThanOrEqual(154);
    const { rows } = await sql<{ overlaps: boolean }>`
      select search_tags(to_timestamp(${at}::float8), 1, null, null, null, null) && ${tags}::bigint[] as overlaps
    `.execute(api.connection.database);
    const clamp = (seconds: number) => Math.min(Math.max(seconds, 0), latest);
    const [seconds, first] = [clamp(at), clamp(from)];
    const last = length === undefined ? latest : clamp(from + length);
    const slack = 2 ** 14;
    if (seconds >= first && seconds <= last) expect(rows[0]?.overlaps).toBe(true);
    else if (seconds < first - slack || seconds > last + slack) expect(rows[0]?.overlaps).toBe(false);
  };
  await fc.assert(
    fc.asyncProperty(
      instant,
      instant,
      fc.option(fc.integer({ min: 0, max: 2 ** 28 }), { nil: undefined }),
      async (at, from, length) => {
        await check(at, from, length);
        await check(from, from, length);
        await check(from + (length ?? 0), from, length);
      },
    ),
    { numRuns: 200 },
  );
});
