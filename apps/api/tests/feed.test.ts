import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followFeed } from './follow-feed.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
  await api.connection.pool.query(
    `insert into repositories (id, full_name, name, raw, version, source, synced_at)
     select id, 'acme/r' || id, 'r' || id, '{}', '', 'import', now() from generate_series(1, 3) as id`,
  );
});
afterEach(() => api[Symbol.asyncDispose]());

interface Written {
  resource?: string;
  kind?: string;
  repository?: number | null;
  fields?: object;
}

/** Appends an entry to the log. @returns its number. */
async function write({
  resource = 'issues',
  kind = 'updated',
  repository = 1,
  fields = { title: { from: 'a', to: 'b' } },
}: Written = {}): Promise<number> {
  const client = await api.connection.pool.connect();
  try {
    await client.query('begin; select changes_fence()');
    const { rows } = await client.query<{ seq: number }>(
      `insert into changes (resource, key, kind, repository_id, fields, source, actor, delivery_id)
       values ($1, '7', $2, $3, $4, 'webhook', 'mona', '0b989ba4-242f-11e5-81e1-c7b6966d2516') returning seq`,
      [resource, kind, repository, JSON.stringify(fields)],
    );
    await client.query('commit');
    return rows[0]?.seq ?? 0;
  } finally {
    client.release();
  }
}

const seqsOf = (entries: readonly { seq: number }[]) => entries.map(({ seq }) => seq);
const list = (query = '') => api.ask(`/api/v1/changes${query}`);

test('changes of everything are listed once and in order, with names, actor and cause, without invisible ones', async () => {
  const first = await write();
  await write({ fields: {} });
  const team = await write({ resource: 'teams', kind: 'created', repository: null, fields: {} });
  const { status, json } = await list();
  expect(status).toBe(200);
  expect(seqsOf(json.data)).toEqual([first, team]);
  expect(json.data[0]).toMatchObject({
    resource: 'issues',
    key: '7',
    kind: 'updated',
    repository_id: 1,
    repository: 'acme/r1',
    fields: { title: { from: 'a', to: 'b' } },
    actor: 'mona',
    delivery_id: '0b989ba4-242f-11e5-81e1-c7b6966d2516',
    request: null,
  });
  expect(json).toMatchObject({ next_cursor: null, read_to: team });
  expect((await list(`?since=${team}`)).json).toMatchObject({ data: [], read_to: team });
});

test('pages follow each other without gaps, also where few of many changes match', async () => {
  const written: number[] = [];
  for (let nth = 0; nth < 12; nth++) written.push(await write({ repository: 1 + (nth % 3) }));
  await api.connection.pool.query(
    `insert into changes (resource, key, kind, repository_id, fields, source)
     select 'labels', '1', 'created', 2, '{}', 'sync' from generate_series(1, 12000)`,
  );
  written.push(await write({ repository: 3 }));
  const walk = async (query: string) => {
    const seqs: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { data: { seq: number }[]; next_cursor: string | null } = (
        await list(`?${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).json;
      seqs.push(...seqsOf(page.data));
      cursor = page.next_cursor;
    }
    return seqs;
  };
  expect(await walk('resource=issues&limit=5')).toEqual(written);
  expect(await walk('repository=acme/r3,acme/r1&resource=issues,pull_requests&limit=3')).toEqual(
    written.filter((_, nth) => nth % 3 !== 1),
  );
  expect(await walk('repository=acme/r3&limit=2')).toEqual(
    written.filter((_, nth) => nth % 3 === 2 || nth === 12),
  );
  expect(await walk('kind=deleted')).toEqual([]);
  const { json } = await list('?limit=1');
  expect((await list(`?limit=1&resource=issues&cursor=${json.next_cursor}`)).status).toBe(400);
});

test('what the log does not have, and filters for what does not exist, are errors', async () => {
  const last = await write();
  expect((await list(`?since=${last + 1}`)).json).toMatchObject({
    status: 410,
    code: 'changes_ahead',
    range: { oldest: 0, newest: last },
  });
  for (const [query, status] of [
    ['resource=isues', 400],
    ['kind=changed', 400],
    ['repository=acme/none', 404],
    ['repository=acme', 400],
    ['after=1', 400],
    ['since=-1', 400],
    ['resource=', 400],
  ] as const)
    expect([query, (await list(`?${query}`)).status]).toEqual([query, status]);
});

test('a limited key reads the changes of its repositories only', async () => {
  const key = await api.createKey({ repositoryIds: [2] });
  await write({ repository: 1 });
  const own = await write({ repository: 2 });
  await write({ resource: 'teams', repository: null });
  const { json } = await api.ask('/api/v1/changes', { key });
  expect(seqsOf(json.data)).toEqual([own]);
  expect((await api.ask('/api/v1/changes?repository=acme/r1', { key })).status).toBe(404);
  await using client = await followFeed(api, '?since=0', { key });
  await waitFor('the own change', () => client.events.length > 0);
  await write({ repository: 1 });
  const next = await write({ repository: 2 });
  await waitFor('the next one', () => client.lastId() === `${next}`);
  expect(client.events.map(({ id }) => Number(id))).toEqual([own, next]);
});

test('a stream sends each change within moments of its commit, as GET /changes lists it', async () => {
  await write();
  await using client = await followFeed(api);
  expect(client.status).toBe(200);
  expect(client.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(client.headers.get('content-encoding')).toBeNull();
  const written = await write({ kind: 'created' });
  await waitFor('the change', () => client.events.length > 0);
  const [event] = client.events;
  expect(event).toMatchObject({ id: `${written}`, event: 'message' });
  const { json } = await list(`?since=${written - 1}`);
  expect(event?.data).toEqual(json.data[0]);
});

test('a stream resumes after Last-Event-ID, which takes precedence over since, from memory or from the log', async () => {
  const before = [await write(), await write(), await write()];
  await using fromLog = await followFeed(api, '?since=0', { lastEventId: `${before[0]}` });
  await waitFor('older changes', () => fromLog.events.length === 2);
  const after = [await write(), await write()];
  await waitFor('new ones', () => fromLog.events.length === 4);
  await using fromMemory = await followFeed(api, '?since=0', { lastEventId: `${before[2]}` });
  await waitFor('what was missed', () => fromMemory.events.length === 2);
  const ids = (client: typeof fromLog) => client.events.map(({ id }) => Number(id));
  expect(ids(fromLog)).toEqual([...before.slice(1), ...after]);
  expect(ids(fromMemory)).toEqual(after);
});

test('filters apply to streams, and what matches none advances the position', async () => {
  await using client = await followFeed(
    api,
    '?resource=issues&kind=created,deleted&repository=acme/r1,acme/r2',
  );
  await write({ kind: 'updated' });
  const wanted = [await write({ kind: 'created', repository: 2 }), await write({ kind: 'deleted' })];
  await write({ kind: 'created', repository: 3 });
  await write({ kind: 'created', resource: 'labels' });
  await waitFor('both', () => client.events.length === 2);
  expect(client.events.map(({ id }) => Number(id))).toEqual(wanted);
});

test('a stream that starts where the log no longer reaches is reset, and continues', async () => {
  const last = await write();
  await using ahead = await followFeed(api, `?since=${last + 1_000}`);
  await waitFor('the reset', () => ahead.events.length === 1);
  expect(ahead.events[0]).toMatchObject({
    event: 'reset',
    id: `${last}`,
    data: { code: 'changes_ahead', range: { oldest: 0, newest: last } },
  });
  const next = await write();
  await waitFor('a new change', () => ahead.events.length === 2);
  expect(ahead.events[1]?.id).toBe(`${next}`);
});

test('a change that commits late delays later ones, and none is sent twice or out of order', async () => {
  await using client = await followFeed(api);
  const late = await api.connection.pool.connect();
  await late.query('begin; select changes_fence()');
  const { rows } = await late.query<{ seq: number }>(
    `insert into changes (resource, key, kind, repository_id, fields, source) values ('issues', '1', 'created', 1, '{}', 'sync') returning seq`,
  );
  const after = await write();
  await sleep(300);
  const isWaiting = client.events.length === 0;
  await late.query('commit');
  late.release();
  await waitFor('both', () => client.events.length === 2);
  expect(isWaiting).toBe(true);
  expect(client.events.map(({ id }) => Number(id))).toEqual([rows[0]?.seq, after]);
});

test('a stream ends when its key is revoked, and follows the limits of the key at each change', async () => {
  const [revoked, limited] = [await api.createKey(), await api.createKey()];
  await using ending = await followFeed(api, '', { key: revoked });
  await using narrowed = await followFeed(api, '', { key: limited });
  const { rows } = await api.connection.pool.query<{ id: number }>('select id from api_keys order by id');
  const [first, second] = rows.map(({ id }) => id);
  await api.connection.pool.query('update api_keys set revoked_at = now() where id = $1', [first]);
  await api.connection.pool.query(`update api_keys set repository_ids = '{2}' where id = $1`, [second]);
  await waitFor('the end of the stream', () => ending.isEnded());
  await write({ repository: 1 });
  const shown = await write({ repository: 2 });
  await waitFor('the visible change', () => narrowed.events.length > 0);
  expect(narrowed.events.map(({ id }) => Number(id))).toEqual([shown]);
});

test('a restored database resets the streams', async () => {
  for (let nth = 0; nth < 5; nth++) await write();
  await using client = await followFeed(api);
  const last = await write();
  await waitFor('a change', () => client.events.length === 1);
  await api.connection.pool.query(`delete from changes where seq > 2; select setval('changes_seq_seq', 2)`);
  await waitFor('the reset', () => client.events.length === 2);
  expect(client.events[1]).toMatchObject({ event: 'reset', id: '2', data: { code: 'changes_ahead' } });
  expect(last).toBe(6);
  const next = await write();
  await waitFor('a new change', () => client.events.length === 3);
  expect(client.events[2]?.id).toBe(`${next}`);
});

test('lost connections to the database interrupt no stream', async () => {
  await using client = await followFeed(api);
  await write();
  await waitFor('a change', () => client.events.length === 1);
  await api.connection.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  const next = await write().catch(write);
  await waitFor('the next change', () => client.lastId() === `${next}`);
  expect(client.events).toHaveLength(2);
});
