import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PagePosition } from '../src/github-client.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github[Symbol.asyncDispose]());

const length = 23;
const everyId = Array.from({ length }, (_, nth) => nth + 1);
const route = 'GET /repos/{owner}/{repo}/issues';
const storefront = { owner: 'demo-org', repo: 'storefront' };

/** How a list encodes a position in the query of a URL; null if it rejects it (422). */
interface Paging {
  /** Encodes a position as query parameters that replace the page. */
  write(offset: number, perPage: number): Record<string, string>;
  /** Decodes the position of a query; null: GitHub rejects it. */
  read(query: URLSearchParams, perPage: number): number | null;
  /** The header, from the URLs of the previous and of the next page. */
  link?(next: string, previous: string): string;
}

const encoded = (offset: number) => Buffer.from(`cursor:${offset}`).toString('base64');
const decoded = (cursor: string | null) =>
  cursor === null ? 0 : Number(Buffer.from(cursor, 'base64').toString().slice('cursor:'.length));
const next = (address: string) => `<${address}>; rel="next"`;
const numbered = (query: URLSearchParams, perPage: number) => (Number(query.get('page') ?? 1) - 1) * perPage;
const byCursor = (name: string): Paging => ({
  write: (offset) => ({ [name]: encoded(offset) }),
  read: (query) => decoded(query.get(name)),
});

const pagings: [string, Paging][] = [
  [
    'the previous page is named first, and the last one is not',
    {
      ...byCursor('after'),
      link: (following, previous) => `<${previous}>; rel="prev", <${following}>; rel="next"`,
    },
  ],
  [
    'a cursor has characters that are escaped in URLs',
    {
      write: (offset) => ({ after: `a+b/c=&?#% \u00e4:${offset}` }),
      read: (query) => Number((query.get('after') ?? ':0').replace(/^a\+b\/c=&\?#% \u00e4/, '').slice(1)),
    },
  ],
  [
    'URLs are relative and relations unquoted',
    {
      ...byCursor('after'),
      link: (following) => `<${following.replace(/^http:\/\/[^/]+/, '')}>; rel=next`,
    },
  ],
  ['it goes backwards, with before', byCursor('before')],
  [
    'before and a page number are combined',
    {
      write: (offset, perPage) => ({ before: encoded(offset), page: `${offset / perPage + 1}` }),
      read: (query) => decoded(query.get('before')),
    },
  ],
  ['a cursor is in the parameter page', byCursor('page')],
  [
    'pages are numbered at first and then use cursors',
    {
      write: (offset, perPage) =>
        offset < 2 * perPage ? { page: `${offset / perPage + 1}` } : { after: encoded(offset) },
      read: (query, perPage) => {
        if (query.has('after')) return decoded(query.get('after'));
        return numbered(query, perPage) < 10 ? numbered(query, perPage) : null;
      },
      link: (following) =>
        `${next(following)}, <${following.replace(/([?&])(?:page|after)=[^&]*/, '$1page=6')}>; rel="last"`,
    },
  ],
];

/** A client whose list consists of numbers, and its requests. */
function connect(
  { write, read, link = next }: Paging,
  { failing = [] }: { failing?: readonly number[] } = {},
) {
  const requested: string[] = [];
  const client = github.connect({
    retryCount: 0,
    async fetch(input) {
      const url = new URL(`${input}`);
      requested.push(url.search);
      const perPage = Number(url.searchParams.get('per_page'));
      const start = read(url.searchParams, perPage);
      const headers = new Headers({ 'content-type': 'application/json' });
      const answer = (body: unknown, status: number) => {
        const response = new Response(JSON.stringify(body), { status, headers });
        Object.defineProperty(response, 'url', { value: url.href });
        return response;
      };
      if (start === null) return answer({ message: 'please use cursor based pagination' }, 422);
      if (failing.includes(requested.length)) return answer({ message: 'Bad Gateway' }, 502);
      const at = (offset: number) => {
        const there = new URL(url);
        for (const name of ['page', 'after', 'before']) there.searchParams.delete(name);
        for (const [name, value] of Object.entries(write(offset, perPage)))
          there.searchParams.set(name, value);
        return there.href;
      };
      const end = start + perPage;
      if (end < length) headers.set('link', link(at(end), at(Math.max(0, start - perPage))));
      return answer(
        everyId.slice(start, end).map((id) => ({ id })),
        200,
      );
    },
  });
  return { client, requested };
}

type Client = ReturnType<typeof connect>['client'];

/** @param options `pages`: reading stops after this many, and continues at the position. */
async function idsOf(
  client: Client,
  { ahead = 0, pages = 100, from: begin }: { ahead?: number; pages?: number; from?: PagePosition } = {},
) {
  const ids: unknown[] = [];
  let from: PagePosition | undefined = begin;
  do {
    let read = 0;
    const list = client
      .forTokens()
      .paginate(
        route,
        { ...storefront, per_page: 5 },
        { priority: 'critical', ahead, ...(from !== undefined && { from }) },
      );
    from = undefined;
    for await (const page of list) {
      ids.push(...page.items.map((item) => item.id));
      from = page.next ?? undefined;
      read += 1;
      if (read === pages) break;
    }
  } while (from !== undefined);
  return ids;
}

test.each(pagings)(
  'a list is read to its end, once, with one request per page, where %s',
  async (_, paging) => {
    const { client, requested } = connect(paging);
    await using _client = client;
    expect(await idsOf(client)).toEqual(everyId);
    expect(requested).toHaveLength(5);
  },
);

test.each(pagings)('also ahead, interrupted after each page, and in halves, where %s', async (_, paging) => {
  for (const [options, failing] of [
    [{ ahead: 3 }, []],
    [{ pages: 1 }, []],
    [{ pages: 1 }, [3]],
    [{}, [3]],
    [{ ahead: 3 }, [2, 4]],
  ] as const) {
    const { client } = connect(paging, { failing });
    await using _client = client;
    expect(await idsOf(client, options), JSON.stringify([options, failing])).toEqual(everyId);
  }
});

test('pages are read ahead again when a list continues with cursors, even if some were requested by number', async () => {
  const [, paging] = pagings.at(-1) ?? expect.fail();
  const { client, requested } = connect(paging);
  await using _client = client;
  const list = client
    .forTokens()
    .paginate(route, { ...storefront, per_page: 5 }, { priority: 'critical', ahead: 4 });
  for await (const { next } of list) {
    if (next === null || !('after' in next) || decoded(`${next.after}`) !== 10) continue;
    await expect.poll(() => requested.filter((query) => query.includes('after=')).length).toBe(3);
  }
});

test.each([[2], [3], [5]])(
  'a stored position with page %i, from before the list was too long for numbers, restarts the list',
  async (page) => {
    const { write, read } = byCursor('after');
    const { client, requested } = connect({
      write,
      read: (query, perPage) => (Number(query.get('page') ?? 1) > 1 ? null : read(query, perPage)),
    });
    await using _client = client;
    expect(await idsOf(client, { from: { page: `${page}`, per_page: '5' } })).toEqual(everyId);
    expect(requested).toHaveLength(6);
  },
);

test('a list that permanently rejects its pages is an error after the second rejection', async () => {
  const { client, requested } = connect({
    write: (offset, perPage) => ({ page: `${offset / perPage + 1}` }),
    read: (query, perPage) => (Number(query.get('page') ?? 1) > 2 ? null : numbered(query, perPage)),
  });
  await using _client = client;
  await expect(idsOf(client)).rejects.toMatchObject({ code: 'github_validation', status: 422 });
  expect(requested.length).toBeLessThanOrEqual(6);
});
