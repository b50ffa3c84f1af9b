import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueOf, pushOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { storeDelivery } from './store.ts';

const repo = { id: 2001, fullName: 'acme/paged' };
const other = { id: 2002, fullName: 'acme/other' };
const base = '/api/v1/repositories/acme/paged';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  const issues = Array.from({ length: 25 }, (_, n) => issueOf(repo, { id: 100 + n, number: n + 1 }));
  await api.apply([
    ...issues,
    ...Array.from({ length: 7 }, (_, n) => issueOf(other, { id: 200 + n, number: n + 1 })),
    ...Array.from({ length: 12 }, (_, n) => pushOf(repo, `b${n}`, 300 + n)),
  ]);
  const { database } = api.connection;
  // Microseconds apart, in pairs; and some without a date.
  await sql`update issues set updated_at = updated_at + (id / 2) * interval '1 microsecond'`.execute(
    database,
  );
  await sql`update issues set updated_at = null where id in (101, 110, 111, 124, 203)`.execute(database);
  for (let n = 0; n < 9; n += 1) await storeDelivery(api, 'ping', {});
  await sql`update webhook_deliveries set received_at = '2026-03-01 12:00:00.000001Z'`.execute(database);
});
afterAll(() => api[Symbol.asyncDispose]());

/** Follows a list by its `Link` headers to the end. */
async function follow(path: string, key?: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { status, json, headers, text } = await api.ask(next, key === undefined ? {} : { key });
    expect(status, text).toBe(200);
    found.push(...json.data);
    next = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    expect(next === undefined).toBe(json.next_cursor === null);
  }
  return found;
}

async function idsOf(table: 'issues', where = sql`true`): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} where ${where} order by updated_at desc nulls last, id desc
  `.execute(api.connection.database);
  return rows.map(({ id }) => id);
}

describe('following a list returns every row once, in order, for any page size', () => {
  test.for([1, 2, 3, 7, 100])('issues of a repository, %i a page', async (limit) => {
    const found = await follow(`${base}/issues?limit=${limit}`);
    expect(found.map(({ id }) => id)).toEqual(await idsOf('issues', sql`repository_id = 2001`));
  });

  test.for([1, 4])('issues of all repositories, %i a page', async (limit) => {
    const found = await follow(`/api/v1/issues?limit=${limit}`);
    expect(found.map(({ id }) => id)).toEqual(await idsOf('issues'));
  });

  test.for([1, 4])('issues of the repositories that a key may see, %i a page', async (limit) => {
    const both = await api.createKey({ repositoryIds: [2002, 2001, 2002] });
    const found = await follow(`/api/v1/issues?limit=${limit}`, both);
    expect(found.map(({ id }) => id)).toEqual(await idsOf('issues'));
    const one = await api.createKey({ repositoryIds: [2002] });
    const visible = await follow(`/api/v1/issues?limit=${limit}`, one);
    expect(visible.map(({ id }) => id)).toEqual(await idsOf('issues', sql`repository_id = 2002`));
  });

  test('commits of one time, branches, deliveries of one time, changes', async () => {
    const commits = await follow(`${base}/commits?limit=5`);
    expect(new Set(commits.map(({ sha }) => sha)).size).toBe(12);
    const branches = await follow(`${base}/branches?limit=5`);
    expect(branches.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, n) => `b${n}`).sort());
    const deliveries = await follow('/api/v1/webhooks/events?limit=2');
    expect([deliveries.length, new Set(deliveries.map((d) => d.delivery_id)).size]).toEqual([9, 9]);
    const changes = await follow(`${base}/changes?limit=4`);
    const seqs = changes.map(({ seq }) => Number(seq));
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    const { rows } = await sql`select from changes where repository_id = 2001`.execute(
      api.connection.database,
    );
    expect(seqs).toHaveLength(rows.length);
  });
});

test('the changes continue after a sequence number', async () => {
  const all = await follow(`${base}/changes`);
  const seq = all[10]?.seq;
  expect(await follow(`${base}/changes?after=${seq}&limit=3`)).toEqual(all.slice(11));
});

test('each page of changes returns how far it read, also if it is empty', async () => {
  const first = (await api.ask(`${base}/changes?limit=3`)).json;
  expect(first.read_to).toBe(first.data[2].seq);
  const { json } = await api.ask(`${base}/changes?limit=100`);
  const after = json.data.at(-1).seq;
  expect(json.read_to).toBeGreaterThanOrEqual(after);
  const none = (await api.ask(`${base}/changes?after=${json.read_to}`)).json;
  expect(none).toEqual({ data: [], next_cursor: null, read_to: json.read_to });
});

test('a reader behind the retention of the changes gets 410, and one that starts does not', async () => {
  const { data, next_cursor } = (await api.ask(`${base}/changes?limit=3`)).json;
  const { database } = api.connection;
  const prune = (seq: number) =>
    sql`insert into sync_cursors (scope, value) values ('pruned:changes', to_jsonb(${seq}::bigint))
        on conflict (scope) do update set value = excluded.value`.execute(database);
  await prune(data[2].seq);
  for (const from of [`after=${data[2].seq}`, `limit=3&cursor=${next_cursor}`, 'after=0']) {
    expect((await api.ask(`${base}/changes?${from}`)).status).toBe(200);
  }
  await prune(data[2].seq + 1);
  for (const from of [`after=${data[2].seq}`, `limit=3&cursor=${next_cursor}`]) {
    const { status, json } = await api.ask(`${base}/changes?${from}`);
    expect([status, json.code]).toEqual([410, 'changes_expired']);
  }
  expect((await api.ask(`${base}/changes`)).status).toBe(200);
  await sql`delete from sync_cursors where scope = 'pruned:changes'`.execute(database);
});

test('since takes a time with its offset, and includes that time', async () => {
  await api.apply([
    issueOf(repo, { id: 199, number: 99, updated_at: '2026-05-01T10:00:00Z' }),
    issueOf(repo, { id: 198, number: 98, updated_at: '2026-05-01T09:59:59Z' }),
  ]);
  const since = encodeURIComponent('2026-05-01T12:00:00+02:00');
  const { json } = await api.ask(`${base}/issues?since=${since}`);
  expect(json.data.map(({ id }: { id: number }) => id)).toEqual([199]);
});

test('since keeps microseconds', async () => {
  await api.apply([
    issueOf(other, { id: 297, number: 97, updated_at: '2026-06-01T10:00:00Z' }),
    issueOf(other, { id: 298, number: 98, updated_at: '2026-06-01T10:00:00Z' }),
  ]);
  const { database } = api.connection;
  await sql`update issues set updated_at = updated_at + interval '123456 microseconds' where id = 297`.execute(
    database,
  );
  await sql`update issues set updated_at = updated_at + interval '123457 microseconds' where id = 298`.execute(
    database,
  );
  const since = async (time: string) =>
    (await follow(`/api/v1/issues?since=${encodeURIComponent(time)}`)).map(({ id }) => id);
  expect(await since('2026-06-01T10:00:00.123456Z')).toEqual([298, 297]);
  expect(await since('2026-06-01T12:00:00.123457+02:00')).toEqual([298]);
  expect(await since('2026-06-01T10:00:00.123458Z')).toEqual([]);
});

describe('a stable sort returns every row once, regardless of updates between its pages', () => {
  const touch = (id: unknown) =>
    sql`update issues set updated_at = now() where id = ${Number(id)}`.execute(api.connection.database);

  test.for(['created', 'number', 'id'].flatMap((sort) => ['asc', 'desc'].map((way) => [sort, way] as const)))(
    '%s %s',
    async ([sort, direction]) => {
      const { database } = api.connection;
      await sql`update issues set created_at = '2026-01-01Z'::timestamptz - (id % 4) * interval '1 day'
                 where repository_id = 2001`.execute(database);
      await sql`update issues set created_at = null, number = null where id in (102, 120)`.execute(database);
      const by = { created: sql`created_at`, number: sql`number`, id: sql`id` }[sort] ?? sql`null`;
      const { rows } = await sql<{ id: number }>`
        select id from issues where repository_id = 2001 and deleted_at is null
         order by ${by} ${sql.raw(direction)} nulls last, id ${sql.raw(direction)}`.execute(database);
      const found: unknown[] = [];
      for (
        let path: string | undefined = `${base}/issues?limit=4&sort=${sort}&direction=${direction}`;
        path !== undefined;
      ) {
        const { status, json, headers, text } = await api.ask(path);
        expect(status, text).toBe(200);
        found.push(...json.data.map(({ id }: { id: number }) => id));
        // One that was seen, and one that comes later.
        await touch(found.at(0));
        await touch(rows.at(-1)?.id);
        path = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(found).toEqual(rows.map(({ id }) => id));
    },
  );

  test('and numbers order the issues of one repository only', async () => {
    expect((await api.ask('/api/v1/issues?sort=number')).status).toBe(400);
  });
});

test('a reader beyond the end of the log gets 410 with the valid range', async () => {
  const { read_to: end } = (await api.ask(`${base}/changes?limit=100`)).json;
  expect((await api.ask(`${base}/changes?after=${end}`)).status).toBe(200);
  const { status, json } = await api.ask(`${base}/changes?after=${end + 999_999}`);
  expect([status, json.code]).toEqual([410, 'changes_ahead']);
  const { oldest, newest } = json.range;
  expect(newest).toBeGreaterThanOrEqual(end);
  for (const [after, expected] of [
    [oldest, 200],
    [newest, 200],
    [newest + 1, 410],
  ]) {
    expect([after, (await api.ask(`${base}/changes?after=${after}`)).status]).toEqual([after, expected]);
  }
  // As after a restore, once the log has grown beyond what was read before it.
  await api.connection.pool.query(`insert into sync_cursors (scope, value) values ('changes:history', $1)`, [
    JSON.stringify({ identity: 'x', lost: [{ after: 1, until: 3 }] }),
  ]);
  for (const [after, expected] of [
    [1, 200],
    [2, 410],
    [3, 200],
  ]) {
    expect([after, (await api.ask(`${base}/changes?after=${after}`)).status]).toEqual([after, expected]);
  }
  // The cursor of a page is of a log that went further.
  const { next_cursor: cursor } = (await api.ask(`${base}/changes?limit=5`)).json;
  const { database } = api.connection;
  await sql`create or replace function changes_horizon() returns bigint language sql as 'select 2::bigint'`.execute(
    database,
  );
  expect((await api.ask(`${base}/changes?limit=5&cursor=${cursor}`)).json.code).toBe('changes_ahead');
});

describe('a cursor is accepted only unchanged, by its own list', () => {
  const cursorOf = async (path: string) => (await api.ask(path)).json.next_cursor as string;
  const expectRefused = async (path: string) => {
    const { status, json } = await api.ask(path);
    expect([status, json.code]).toEqual([400, 'invalid_cursor']);
  };

  test('not with any character of it changed, cut or added', async () => {
    const cursor = await cursorOf(`${base}/issues?limit=9`);
    for (let at = 0; at < cursor.length - 1; at += 1) {
      const flipped = cursor[at] === 'A' ? 'B' : 'A';
      await expectRefused(`${base}/issues?cursor=${cursor.slice(0, at)}${flipped}${cursor.slice(at + 1)}`);
    }
    await expectRefused(`${base}/issues?cursor=${cursor.slice(0, -4)}`);
    await expectRefused(`${base}/issues?cursor=${cursor}AAAA`);
  });

  test('not by another list, repository or filter', async () => {
    const cursor = await cursorOf(`${base}/issues?limit=2&state=open`);
    expect((await api.ask(`${base}/issues?state=open&limit=5&cursor=${cursor}`)).status).toBe(200);
    await expectRefused(`${base}/issues?cursor=${cursor}`);
    await expectRefused(`${base}/issues?state=open&author=octocat&cursor=${cursor}`);
    await expectRefused(`${base}/pulls?state=open&cursor=${cursor}`);
    await expectRefused(`/api/v1/issues?state=open&cursor=${cursor}`);
    await expectRefused(`/api/v1/repositories/acme/other/issues?state=open&cursor=${cursor}`);
  });

  test('not with forged values that no row can have', async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const made of [[], ['x'], {}, null, 7, ['', '9223371331200000000', '1'], ['', null, null]]) {
      await expectRefused(`${base}/issues?cursor=${encode(made)}`);
    }
  });
});
