import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deletionOf, issueOf, renamedFrom } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const repo = { id: 5001, fullName: 'acme/New-Name' };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply([
    issueOf({ ...repo, fullName: 'acme/Old-Name' }, { id: 41, number: 5 }),
    renamedFrom(repo, 'Old-Name'),
  ]);
});
afterAll(() => api[Symbol.asyncDispose]());

const statusOf = async (path: string) => (await api.ask(`/api/v1/repositories/${path}`)).status;

test('a repository is found by its name in any case, and by its id', async () => {
  for (const path of ['acme/New-Name', 'ACME/new-name', 'by-id/5001']) {
    const { status, json } = await api.ask(`/api/v1/repositories/${path}`);
    expect([status, json.id, json.full_name]).toEqual([200, 5001, 'acme/New-Name']);
  }
});

test('an old name, in any case, leads to the new one with what follows it', async () => {
  for (const rest of ['', '/info', '/issues?state=open&limit=2', '/issues/5', '/changes?after=0']) {
    const { status, headers } = await api.ask(`/api/v1/repositories/ACME/old-NAME${rest}`);
    expect([status, headers.get('location')]).toEqual([301, `/api/v1/repositories/acme/New-Name${rest}`]);
  }
  const followed = await fetch(`${api.origin}/api/v1/repositories/acme/Old-Name/issues/5`, {
    headers: { authorization: `Bearer ${await api.createKey()}` },
  });
  expect([followed.status, followed.redirected]).toEqual([200, true]);
});

test('an old name that another repository has taken is that repository', async () => {
  await api.apply([issueOf({ id: 5002, fullName: 'acme/old-name' }, { id: 42, number: 1 })]);
  expect((await api.ask('/api/v1/repositories/acme/Old-Name')).json.id).toBe(5002);
  await api.apply([deletionOf({ id: 5002, fullName: 'acme/old-name' })]);
  expect(await statusOf('acme/Old-Name')).toBe(301);
});

test('of two repositories under one name the newer one has it', async () => {
  const name = { fullName: 'acme/reborn' };
  await api.apply([
    issueOf({ id: 5010, ...name }, { id: 50, number: 1 }),
    issueOf({ id: 5011, ...name }, { id: 51, number: 2 }),
  ]);
  expect((await api.ask('/api/v1/repositories/acme/reborn')).json.id).toBe(5011);
  // A key that may see only the older one is not shown it under a name that is no longer its own.
  const key = await api.createKey({ repositoryIds: [5010] });
  expect((await api.ask('/api/v1/repositories/acme/reborn', { key })).status).toBe(404);
});

test('a deleted repository is 404 with all that is in it, and in no list', async () => {
  const deleted = { id: 5020, fullName: 'acme/deleted' };
  await api.apply([issueOf(deleted, { id: 60, number: 1 }), deletionOf(deleted)]);
  for (const path of [
    'acme/deleted',
    'acme/deleted/issues',
    'acme/deleted/issues/1',
    'acme/deleted/changes',
    'by-id/5020',
  ]) {
    expect([path, await statusOf(path)]).toEqual([path, 404]);
  }
  const ids = async (path: string) => (await api.ask(path)).json.data.map(({ id }: { id: number }) => id);
  expect(await ids('/api/v1/repositories?limit=100')).not.toContain(5020);
  expect(await ids('/api/v1/issues?limit=100')).not.toContain(60);
});

test('repositories are listed by name whatever the case', async () => {
  await api.apply([
    issueOf({ id: 5030, fullName: 'zulu/B' }, { id: 70, number: 1 }),
    issueOf({ id: 5031, fullName: 'Zulu/a' }, { id: 71, number: 1 }),
  ]);
  const { json } = await api.ask('/api/v1/repositories?limit=100');
  const names = json.data.map(({ full_name }: { full_name: string }) => full_name);
  expect(names.slice(-2)).toEqual(['Zulu/a', 'zulu/B']);
});

test('a change that is not committed yet holds back those after it', async () => {
  const path = '/api/v1/repositories/acme/New-Name/changes';
  const before = (await api.ask(path)).json.data.length;
  const { pool } = api.connection;
  const writer = await pool.connect();
  await writer.query('begin');
  const insert = `insert into changes (resource, key, kind, repository_id, fields, source) values ('issues', 'x', 'created', 5001, '{}', 'sync')`;
  await writer.query('select changes_fence()');
  await writer.query(insert);
  await pool.query(insert);
  expect((await api.ask(path)).json.data).toHaveLength(before);
  await writer.query('commit');
  writer.release();
  expect((await api.ask(path)).json.data).toHaveLength(before + 2);
  await sql`delete from changes where key = 'x'`.execute(api.connection.database);
});

test('a repository that no credential can access any more is listed on request, and served as before', async () => {
  const lost = { id: 5030, fullName: 'acme/lost' };
  await api.apply([issueOf(lost, { id: 70, number: 1 })]);
  await sql`update repositories set inaccessible_since = now() where id = ${lost.id}`.execute(
    api.connection.database,
  );
  const listed = async (query: string) => {
    const { json } = await api.ask(`/api/v1/repositories?limit=100${query}`);
    return json.data.some(({ id }: { id: number }) => id === lost.id);
  };
  expect(await listed('')).toBe(false);
  expect(await listed('&accessible=true')).toBe(false);
  expect(await listed('&accessible=all')).toBe(true);
  expect((await api.ask('/api/v1/repositories?accessible=none')).status).toBe(400);
  expect(await statusOf('acme/lost')).toBe(200);
});
