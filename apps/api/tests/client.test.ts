import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, type FeedMessage, HubtwinError } from '@hubtwin/client';
import { waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncTable } from '../../../packages/client/examples/sync-table.ts';
import { issueOf } from './payloads.ts';
import { adminKey, startApi, type TestApi } from './start-api.ts';

const repo = { id: 4001, fullName: 'acme/rocket' };
const [second, minute] = [1_000, 60_000];

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api[Symbol.asyncDispose]());

const open = () => createClient({ url: `${api.origin}/`, key: adminKey });

/** Applies issues; a later call has later versions. */
let clock = Date.now() - 60 * minute;
async function apply(...issues: { id: number; number: number; title?: string; state?: string }[]) {
  clock += second;
  const updated_at = new Date(clock).toISOString().replace(/\.\d+/, '');
  await api.apply(
    issues.map((issue) => issueOf(repo, { title: `issue ${issue.number}`, ...issue, updated_at })),
  );
}

test('a list is read page after page, each entry once, and only as far as it is used', async () => {
  await apply(...Array.from({ length: 25 }, (_, nth) => ({ id: nth + 1, number: nth + 1 })));
  const hubtwin = open();
  const query = { limit: 10, sort: 'created', direction: 'asc' } as const;
  const numbers: (number | null)[] = [];
  for await (const { number } of hubtwin.list('/api/v1/issues', { params: { query } })) numbers.push(number);
  expect(new Set(numbers).size).toBe(25);
  const first = await hubtwin
    .list('/api/v1/repositories/{owner}/{repo}/issues', {
      params: { path: { owner: 'acme', repo: 'rocket' }, query: { limit: 1 } },
    })
    .next();
  expect(first.value?.repository.full_name).toBe('acme/rocket');
});

test('a problem is an error with its code and status', async () => {
  const hubtwin = open();
  const reading = hubtwin
    .list('/api/v1/repositories/{owner}/{repo}/issues', { params: { path: { owner: 'acme', repo: 'none' } } })
    .next();
  const error = await reading.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HubtwinError);
  expect(error).toMatchObject({ code: 'not_found', status: 404 });
  const following = createClient({ url: api.origin, key: 'htk_0000000000000000' }).changes().next();
  expect(await following.catch((thrown: unknown) => thrown)).toMatchObject({ code: 'unauthenticated' });
});

test('changes continue over broken connections, each once and in order, and resume after a stored position', async () => {
  // A proxy that cuts every connection after a few messages.
  let connections = 0;
  const proxy = createServer(async (request, response) => {
    connections += 1;
    const { authorization = '', 'last-event-id': lastEventId } = request.headers;
    const left = new AbortController();
    response.once('close', () => left.abort());
    const answer = await fetch(`${api.origin}${request.url}`, {
      signal: left.signal,
      headers: { authorization, ...(typeof lastEventId === 'string' && { 'last-event-id': lastEventId }) },
    });
    response.writeHead(answer.status, { 'content-type': 'text/event-stream' });
    const reader = answer.body?.getReader();
    for (let chunks = 0; chunks < 3; chunks++) {
      const read = await reader?.read().catch(() => undefined);
      if (read?.value === undefined) break;
      response.write(read.value);
    }
    response.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const hubtwin = createClient({ url: `http://127.0.0.1:${port}`, key: adminKey });
  const stopping = new AbortController();
  const seen: FeedMessage[] = [];
  const { signal } = stopping;
  const follow = async (since: number, until: number) => {
    for await (const message of hubtwin.changes({ since, resource: ['issues'], signal })) {
      seen.push(message);
      if (seen.length === until) break;
    }
  };
  const following = follow(0, 12);
  for (let nth = 1; nth <= 12; nth++) {
    await apply({ id: nth, number: nth });
    if (nth % 3 === 0) await waitFor('the messages', () => seen.length >= nth);
  }
  await following;
  await apply({ id: 13, number: 13 });
  await follow(seen.at(-1)?.seq ?? 0, 13);
  stopping.abort();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  expect(connections).toBeGreaterThan(2);
  expect(seen.map((message) => message.kind === 'change' && message.change.key)).toEqual(
    Array.from({ length: 13 }, (_, nth) => `${nth + 1}`),
  );
});

test('the example keeps a table in sync, also over a reset', async () => {
  await apply({ id: 1, number: 1 }, { id: 2, number: 2 });
  const table = new Map<string, object>();
  const stopping = new AbortController();
  const syncing = syncTable(open(), table, stopping.signal);
  await waitFor('the first read', () => table.size === 2);
  await apply({ id: 3, number: 3 }, { id: 1, number: 1, title: 'renamed', state: 'closed' });
  await waitFor('the changes', () => table.size === 3);
  expect(Object.fromEntries(table)).toEqual({
    1: { title: 'renamed', state: 'closed' },
    2: { title: 'issue 2', state: 'open' },
    3: { title: 'issue 3', state: 'open' },
  });
  stopping.abort();
  await syncing;
});
