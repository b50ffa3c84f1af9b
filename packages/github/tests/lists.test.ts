import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GitHubServerError } from '../src/errors.ts';
import type { GitHub, PagePosition } from '../src/github-client.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
beforeEach(async () => {
  github = await startGitHub();
  for (let nth = 0; nth < 23; nth++) {
    github.simulator.commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title: `${nth}` });
  }
});
afterEach(() => github[Symbol.asyncDispose]());

const storefront = { owner: 'demo-org', repo: 'storefront' };
const issues = 'GET /repos/{owner}/{repo}/issues';
const urgent = { priority: 'critical' } as const;
const inOrder = { ...storefront, sort: 'created', direction: 'asc' } as const;

async function titles(view: GitHub, perPage: number): Promise<string[]> {
  const all: string[] = [];
  for await (const { items } of view.paginate(issues, { ...inOrder, per_page: perPage }, urgent)) {
    all.push(...items.map(({ title }) => title));
  }
  return all;
}
const everyTitle = Array.from({ length: 23 }, (_, nth) => `${nth}`);

test('a list is read to its end, with one request per page', async () => {
  await using client = github.connect();
  expect(await titles(client.forTokens(), 10)).toEqual(everyTitle);
  expect(github.rest.log.list()).toHaveLength(3);
});

test('lists that wrap their items are read, too', async () => {
  await using client = github.connect();
  const ids: unknown[] = [];
  const lasts: boolean[] = [];
  const route = 'GET /installation/repositories';
  for await (const page of client
    .forInstallation(github.installationId)
    .paginate(route, { per_page: 2 }, urgent)) {
    ids.push(...page.items.map((item) => item?.id));
    lasts.push(page.next === null);
  }
  expect(ids.toSorted()).toEqual([...github.simulator.world.repositories.keys()].toSorted());
  expect(lasts).toEqual([...lasts.slice(1).map(() => false), true]);
});

test.each([
  ['the first', 10, 1, ''],
  ['one in the middle', 10, 1, 'page=2'],
  ['one that halves into unequal parts', 7, 1, 'page=3'],
  ['one that must be halved repeatedly', 8, 3, 'page=2'],
  ['one that is halved twice into unequal parts', 7, 2, '&page=(3|5)$'],
])('a page that is too heavy for GitHub is read in halves: %s', async (_, perPage, count, path) => {
  github.rest.faults.add({ fault: { kind: 'status', status: 502 }, count, path: `/issues.*${path}` });
  await using client = github.connect({ retryCount: 0 });
  expect(await titles(client.forTokens(), perPage)).toEqual(everyTitle);
});

test('the pages after the first of a list that is retried later are still retried immediately', async () => {
  await using client = github.connect();
  github.rest.faults.add({ fault: { kind: 'status', status: 500 }, count: 3, path: '/issues.*page=2' });
  const later = { ...urgent, isRetriedLater: true };
  const all: string[] = [];
  for await (const { items } of client.forTokens().paginate(issues, { ...inOrder, per_page: 10 }, later))
    all.push(...items.map(({ title }) => title));
  expect(all).toEqual(everyTitle);
});

test('an unchanged full last page does not hide the page after it', async () => {
  await using client = github.connect();
  const view = client.forTokens();
  expect(await titles(view, 23)).toEqual(everyTitle);
  github.simulator.commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title: 'new' });
  expect(await titles(view, 23)).toEqual([...everyTitle, 'new']);
  expect(github.rest.log.list({ status: 304 })).toHaveLength(1);
});

test('pages are read ahead as far as GitHub counts them, and in order', async () => {
  await using client = github.connect();
  github.rest.faults.add({ fault: { kind: 'latency', ms: 300 } });
  const all: string[] = [];
  const options = { ...urgent, ahead: 6 };
  const began = performance.now();
  for await (const { items } of client.forTokens().paginate(issues, { ...inOrder, per_page: 4 }, options))
    all.push(...items.map(({ title }) => title));
  expect(all).toEqual(everyTitle);
  expect(github.rest.log.list()).toHaveLength(6);
  // Six sequential pages would take 1,800 ms.
  expect(performance.now() - began).toBeLessThan(1_500);
});

test('reading continues where it ended, at a number or a cursor, also in smaller pages', async () => {
  for (const faults of [0, 1]) {
    await using client = github.connect({ retryCount: 0 });
    if (faults > 0)
      github.rest.faults.add({ fault: { kind: 'status', status: 502 }, count: 1, path: 'page=2' });
    const all: string[] = [];
    let from: PagePosition | undefined;
    do {
      const pages = client.forTokens().paginate(issues, { ...inOrder, per_page: 7 }, { ...urgent, from });
      from = undefined;
      let read = 0;
      for await (const { items, next } of pages) {
        all.push(...items.map(({ title }) => title));
        from = next ?? undefined;
        read += 1;
        if (read === 2) break;
      }
    } while (from !== undefined);
    expect(all).toEqual(everyTitle);
  }
});

async function startCursors(): Promise<TestGitHub> {
  const cursors = await startGitHub({ issueCursorsFrom: 20 });
  for (let nth = 0; nth < 23; nth++) {
    cursors.simulator.commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title: `${nth}` });
  }
  return cursors;
}

test('a long list that GitHub pages by cursors is read to its end, with one request per page', async () => {
  await using cursors = await startCursors();
  await using client = cursors.connect();
  expect(await titles(client.forTokens(), 5)).toEqual(everyTitle);
  const paths = cursors.rest.log.list().map(({ path }) => path);
  expect(paths).toHaveLength(5);
  expect(paths.slice(1).every((path) => path.includes('after='))).toBe(true);
});

test.each([
  ['the second', 8, 1, 'after='],
  ['the third, of unequal halves', 7, 2, '&page=3&after='],
  ['all, repeatedly', 8, 3, 'per_page=[4-8]&'],
])(
  'a cursor page that is too heavy is read in smaller ones, without a gap: %s',
  async (_, perPage, count, path) => {
    await using cursors = await startCursors();
    await using client = cursors.connect({ retryCount: 0 });
    cursors.rest.faults.add({ fault: { kind: 'status', status: 502 }, count, path });
    expect(await titles(client.forTokens(), perPage)).toEqual(everyTitle);
  },
);

test('cursor pages are read ahead sequentially, and no more than allowed', async () => {
  await using cursors = await startCursors();
  await using client = cursors.connect();
  const requested = () => cursors.rest.log.list().length;
  const all: string[] = [];
  const pages = client.forTokens().paginate(issues, { ...inOrder, per_page: 3 }, { ...urgent, ahead: 2 });
  for await (const { items } of pages) {
    all.push(...items.map(({ title }) => title));
    const taken = Math.ceil(all.length / 3);
    await expect.poll(requested, { timeout: 20_000 }).toBe(Math.min(taken + 2, 8));
  }
  expect(all).toEqual(everyTitle);
});

test('an unchanged full last cursor page does not hide the page after it', async () => {
  await using cursors = await startCursors();
  const open = (title: string) =>
    cursors.simulator.commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title });
  open('23');
  await using client = cursors.connect();
  expect(await titles(client.forTokens(), 6)).toEqual([...everyTitle, '23']);
  open('24');
  expect(await titles(client.forTokens(), 6)).toEqual([...everyTitle, '23', '24']);
});

test('a list that loops is an error, and is read once it no longer does, despite stored responses', async () => {
  await using client = github.connect();
  const view = client.forTokens();
  const id = github.rest.faults.add({ fault: { kind: 'loop' }, path: '/issues' });
  await expect(titles(view, 10)).rejects.toThrow('no progress');
  expect(github.rest.log.list().length).toBeLessThan(4);
  github.rest.faults.remove(id);
  expect(await titles(view, 10)).toEqual(everyTitle);
  expect(await titles(view, 10)).toEqual(everyTitle);
});

test('a list that repeats its pages behind ever new cursors is an error', async () => {
  let pages = 0;
  await using client = connectChanged((url) => {
    const nth = Number(url.searchParams.get('after') ?? 0);
    const next = new URL(url);
    next.searchParams.set('after', `${nth + 1}`);
    pages += 1;
    return { link: `<${next.href}>; rel="next"`, body: (items) => items.slice(nth % 3) };
  });
  await expect(titles(client.forTokens(), 10)).rejects.toThrow('no progress');
  expect(pages).toBeLessThan(10);
});

test('null elements are omitted, and ids beyond 2^53 are exact', async () => {
  await using client = github.connect();
  github.rest.faults.add({ fault: { kind: 'item', at: 2, fields: null }, path: '/issues' });
  expect(await titles(client.forTokens(), 23)).toEqual(everyTitle.filter((title) => title !== '2'));
  const body = '[{"id":1999999999999999999,"title":"a\\u0000\\ud800"}]';
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  github.rest.faults.add({ fault: { kind: 'answer', status: 200, body, headers }, path: '/labels' });
  const { data } = await client.forTokens().fetch('GET /repos/{owner}/{repo}/labels', storefront, urgent);
  expect(data).toEqual([{ id: '1999999999999999999', title: 'a\ufffd\ufffd' }]);
});

type Changed = { link?: string | null; body?: (items: unknown[]) => unknown[] };

/** A client whose responses to lists of issues `change` replaces; null: unchanged. */
const connectChanged = (change: (url: URL, link: string) => Changed | null, retryCount = 3) =>
  github.connect({
    retryCount,
    async fetch(input, init) {
      const response = await fetch(input, init);
      const url = new URL(`${input}`);
      const { link = null, body } = change(url, response.headers.get('link') ?? '') ?? {};
      if (!url.pathname.endsWith('/issues') || !response.ok) return response;
      const headers = new Headers(response.headers);
      if (link !== null) headers.set('link', link);
      headers.delete('content-length');
      const items: unknown[] = JSON.parse(await response.text());
      const changed = new Response(JSON.stringify(body?.(items) ?? items), {
        status: response.status,
        headers,
      });
      Object.defineProperty(changed, 'url', { value: response.url });
      return changed;
    },
  });

test.each<[string, (link: string) => string]>([
  ['relative to the requested URL', (link) => link.replace(/<[^?<>]*/g, '<')],
  ['a path', (link) => link.replace(/<http:..[^/]*/g, '<')],
  ['unquoted', (link) => link.replace(/"/g, '')],
  [
    'in capital letters',
    (link) => link.replace(/rel="(\w+)"/g, (_, name: string) => `REL="${name.toUpperCase()}"`),
  ],
  ['one of several', (link) => link.replace('"next"', '"next first"')],
  ['after other parameters', (link) => link.replace(/; rel/g, '; title="a, <b>; rel=last"; x ; rel')],
  ['between spaces', (link) => link.replace(/, /g, '\t , ').replace(/; rel=/g, ' ;  rel = ')],
])('a next page that is named %s is read', async (_, change) => {
  await using client = connectChanged((__, link) => ({ link: change(link) }));
  expect(await titles(client.forTokens(), 5)).toEqual(everyTitle);
});

test.each(['<http://[broken>; rel="next"', '<x; rel="next"', 'x'])(
  'a list whose Link is %s ends with a specific error',
  async (link) => {
    await using client = connectChanged(() => ({ link }));
    const read = titles(client.forTokens(), 5);
    await expect(read).rejects.toBeInstanceOf(GitHubServerError);
    await expect(read).rejects.toThrow('Link');
  },
);

test('a list whose pages start and end with null, or contain only nulls, is read to its end', async () => {
  await using client = connectChanged((url) => ({
    body: (items) =>
      url.searchParams.get('page') === '3' ? items.map(() => null) : [null, ...items.slice(1, -1), null],
  }));
  const isShown = (_: string, nth: number) =>
    nth % 5 > 0 && nth % 5 < 4 && nth !== 22 && Math.floor(nth / 5) !== 2;
  expect(await titles(client.forTokens(), 5)).toEqual(everyTitle.filter(isShown));
});

test('a list that GitHub limits to ten per page is read with two requests for the largest size, and one for each smaller one', async () => {
  const sizes: number[] = [];
  await using client = github.connect({
    async fetch(input, init) {
      const size = Number(new URL(`${input}`).searchParams.get('per_page'));
      sizes.push(size);
      return size > 10 ? new Response('{}', { status: 502 }) : await fetch(input, init);
    },
  });
  expect(await titles(client.forTokens(), 100)).toEqual(everyTitle);
  expect(sizes).toEqual([100, 100, 50, 25, 12, 6, 6, 6, 6]);
});

test('pages are large again once GitHub responds to them, and larger ones are tried less and less often', async () => {
  for (let nth = 23; nth < 60; nth++)
    github.simulator.commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title: `${nth}` });
  const sizes: number[] = [];
  let most = 2;
  await using client = github.connect({
    retryCount: 0,
    async fetch(input, init) {
      const size = Number(new URL(`${input}`).searchParams.get('per_page'));
      sizes.push(size);
      if (sizes.length === 30) most = 100;
      return size > most ? new Response('{}', { status: 502 }) : await fetch(input, init);
    },
  });
  expect(await titles(client.forTokens(), 16)).toEqual(Array.from({ length: 60 }, (_, nth) => `${nth}`));
  expect(sizes.slice(0, 30).filter((size) => size === 4).length).toBeLessThan(5);
  expect(sizes.at(-1)).toBeGreaterThan(2);
});

test('no token is sent along a link or a redirect to another host', async () => {
  const requested: (string | undefined)[] = [];
  const foreign = createServer((request, response) => {
    requested.push(request.headers.authorization);
    response.end('[]');
  }).listen(0);
  const elsewhere = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  const server = createServer((request, response) => {
    const isMoved = request.url?.includes('labels') ?? false;
    response.writeHead(isMoved ? 301 : 200, {
      'content-type': 'application/json',
      ...(isMoved ? { location: `${elsewhere}/x` } : { link: `<${elsewhere}/x?page=2>; rel="next"` }),
    });
    response.end('[]');
  }).listen(0);
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await using client = github.connect({ baseUrl });
  const view = client.forTokens();
  await expect(titles(view, 10)).rejects.toThrow('another origin');
  const moved = view.request('GET /repos/{owner}/{repo}/labels', storefront, urgent);
  await expect(moved).rejects.toThrow('another origin');
  expect(requested).toEqual([]);
  server.close();
  foreign.close();
});

test('a batch returns results in order, successes and errors', async () => {
  await using client = github.connect();
  const repositories = ['storefront', 'no-such', 'storefront'];
  const outcomes = await client.forTokens().batch(
    repositories.map((repo) => ({
      route: 'GET /repos/{owner}/{repo}',
      parameters: { owner: 'demo-org', repo },
    })),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a query has its own budget, and returns errors next to data', async () => {
  await using client = github.connect();
  const view = client.forTokens();
  const { data: repository } = await view.request('GET /repos/{owner}/{repo}', storefront, urgent);
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { name } } }';
  const answer = await view.graphql<{ nodes: unknown[] }>(
    query,
    { ids: [repository.node_id, 'R_kgDOnothing'] },
    urgent,
  );
  expect(answer.data.nodes).toEqual([{ name: 'storefront' }, null]);
  expect(answer.errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  const budgets = await client.budgets();
  expect(budgets).toContainEqual(expect.objectContaining({ resource: 'graphql', used: 1 }));
  await expect(view.graphql('{ nonsense }', {}, urgent)).rejects.toMatchObject({ code: 'github_validation' });
});
