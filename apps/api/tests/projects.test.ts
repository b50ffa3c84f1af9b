import { findProjectState, recordProcessing, recordProjectFailure } from '@hubtwin/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitSha, issueOf, pushOf, renamedFrom } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const shown = { id: 8001, fullName: 'acme/shown' };
const hidden = { id: 8002, fullName: 'acme/hidden' };
const projects = '/api/v1/projects';

let api: TestApi;
let limited: string;
beforeAll(async () => {
  api = await startApi({ github: { tokens: ['a-token'] } });
  await api.apply([
    issueOf(shown, { id: 1, number: 1 }),
    issueOf(hidden, { id: 2, number: 1 }),
    pushOf(shown, 'main', 11),
    renamedFrom(shown, 'was-shown'),
  ]);
  limited = await api.createKey({ scopes: ['read', 'write'], repositoryIds: [shown.id] });
});
afterAll(() => api[Symbol.asyncDispose]());

const ask = (method: string, path: string, body?: object, key?: string) =>
  api.ask(path, { method, ...(body && { body }), ...(key !== undefined && { key }) });
const create = async (name: string, more: object = {}): Promise<{ id: number }> =>
  (await ask('POST', projects, { repository: 'acme/shown', name, ...more })).json;

/** Stores the result of reading a project at a commit, like the worker; the nth of its tasks is done. */
async function process(projectId: number, nth: number, commit = commitSha(nth)): Promise<boolean> {
  const { database } = api.connection;
  const state = await findProjectState(database, projectId);
  const section = { headings: ['Plan'], done: nth, total: 9 };
  return await recordProcessing(database, {
    projectId,
    revision: state?.revision ?? 0,
    commit,
    files: [{ path: 'plan.md', role: 'plan', sha: `${nth}`, size: 9, isLink: false, error: null }],
    fileChanges: [{ path: 'plan.md', change: 'modified' }],
    progress: { plan: 'plan.md', sections: [section], dependencies: [], errors: [] },
    changes: { tasks: null, dependencies: { added: [], removed: [], updated: [] } },
  });
}

test('a project is created with defaults, is read at once, and is current afterwards', async () => {
  const made = await ask('POST', projects, { repository: 'ACME/Was-Shown' });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    name: 'shown',
    repository: { id: shown.id, full_name: 'acme/shown' },
    branch: null,
    plan_path: null,
    manifests: null,
    files: [],
    tasks: null,
    commit_sha: null,
    status: 'pending',
  });
  const { id } = made.json;
  expect(api.projects.at(-1)).toBe(id);
  expect(await process(id, 11)).toBe(true);
  expect((await ask('GET', `${projects}/${id}`)).json).toMatchObject({
    files: [{ path: 'plan.md', role: 'plan' }],
    tasks: { done: 11, total: 9 },
    commit_sha: commitSha(11),
    status: 'current',
    processed_at: expect.any(String),
  });
  await recordProjectFailure(api.connection.database, id, {
    error: 'Error: no',
    isInaccessible: false,
  });
  expect((await ask('GET', `${projects}/${id}`)).json).toMatchObject({
    status: 'failed',
    error: 'Error: no',
  });
});

test('a branch that does not exist, and files that could not be read, are reported', async () => {
  const { id } = await create('Reported');
  await process(id, 11);
  const read = async () => (await ask('GET', `${projects}/${id}`)).json;
  expect(await read()).toMatchObject({ status: 'current', error: null });
  await api.connection.pool.query(
    `update projects set files = jsonb_set(files, '{0,error}', '"larger than 2000000 bytes"') where id = $1`,
    [id],
  );
  expect(await read()).toMatchObject({ status: 'current', error: 'plan.md: larger than 2000000 bytes' });
  const moved = await ask('PATCH', `${projects}/${id}`, { branch: 'absent' });
  expect(moved.json).toMatchObject({ status: 'failed', error: 'the branch absent does not exist' });
});

test('patterns of manifests are accepted if they can be matched quickly', async () => {
  const { id } = await create('Patterns');
  for (const pattern of ['**/package.json', 'services/*/go.mod', '**/Dockerfile*', 'a?b*/pom.xml'])
    expect([pattern, (await ask('PATCH', `${projects}/${id}`, { manifests: [pattern] })).status]).toEqual([
      pattern,
      200,
    ]);
  for (const pattern of [
    '**/README.md',
    'a**/go.mod',
    '*a*a*/go.mod',
    '**/a/**/b/**/c/**/go.mod',
    '../*/go.mod',
  ])
    expect([pattern, (await ask('PATCH', `${projects}/${id}`, { manifests: [pattern] })).status]).toEqual([
      pattern,
      400,
    ]);
});

test('invalid settings are refused, and each error is reported', async () => {
  const bad: [object, string][] = [
    [{ plan_path: '../secret' }, 'body.plan_path'],
    [{ plan_path: '/plan.md' }, 'body.plan_path'],
    [{ plan_path: 'docs//plan.md' }, 'body.plan_path'],
    [{ manifests: ['setup.cfg'] }, 'body.manifests.0'],
    [{ manifests: ['go.mod', './go.mod'] }, 'body.manifests.1'],
    [{ name: '' }, 'body.name'],
    [{ branch: 5 }, 'body.branch'],
    [{ repository: 'acme' }, 'body.repository'],
  ];
  for (const [given, path] of bad) {
    const { status, json } = await ask('POST', projects, { repository: 'acme/shown', ...given });
    expect([given, status, json.errors?.[0]?.path]).toEqual([given, 400, path]);
  }
  expect((await ask('POST', projects, { repository: 'acme/shown', other: 1 })).status).toBe(400);
  expect((await ask('POST', projects, { repository: 'acme/none' })).status).toBe(404);
});

test('a project name is unique per repository, case-insensitively', async () => {
  const { id } = await create('Twice');
  expect(await ask('POST', projects, { repository: 'acme/shown', name: 'TWICE' })).toMatchObject({
    status: 409,
    json: { code: 'project_exists' },
  });
  const other = await create('Once');
  expect((await ask('PATCH', `${projects}/${other.id}`, { name: 'twice' })).status).toBe(409);
  expect((await ask('PATCH', `${projects}/${id}`, { name: 'TWICE' })).json).toMatchObject({ name: 'TWICE' });
});

test('a project with new watched files is read again, a new name changes nothing', async () => {
  const { id } = await create('Settings', { plan_path: 'a.md' });
  await process(id, 11);
  const count = api.projects.length;
  const renamed = await ask('PATCH', `${projects}/${id}`, { name: 'Renamed', plan_path: 'a.md' });
  expect(renamed.json).toMatchObject({ name: 'Renamed', plan_path: 'a.md', status: 'current' });
  expect(api.projects).toHaveLength(count);
  const changes = { plan_path: null, manifests: ['web/package.json'], branch: 'main' };
  const moved = await ask('PATCH', `${projects}/${id}`, changes);
  expect(moved.json).toMatchObject({ ...changes, name: 'Renamed', status: 'pending' });
  expect(api.projects.slice(count)).toEqual([id]);
});

test('results of other settings are not stored', async () => {
  const { id } = await create('Raced');
  const { database } = api.connection;
  const state = await findProjectState(database, id);
  await ask('PATCH', `${projects}/${id}`, { plan_path: 'other.md' });
  const kept = await recordProcessing(database, {
    projectId: id,
    revision: state?.revision ?? 0,
    commit: commitSha(11),
    files: [],
    fileChanges: [],
    progress: { plan: null, sections: [], dependencies: [], errors: [] },
    changes: null,
  });
  expect(kept).toBe(false);
  expect((await ask('GET', `${projects}/${id}`)).json).toMatchObject({ status: 'pending', commit_sha: null });
});

test('processing can be requested repeatedly', async () => {
  const { id } = await create('Again');
  await process(id, 11);
  expect(await ask('POST', `${projects}/${id}/process`)).toMatchObject({
    status: 202,
    json: { status: 'queued', project_id: id },
  });
  expect(api.projects.at(-1)).toBe(id);
  expect((await ask('GET', `${projects}/${id}`)).json.status).toBe('pending');
});

test('updates and snapshots are listed by pages, the newest first', async () => {
  const { id } = await create('Listed');
  for (const nth of [1, 2, 3]) await process(id, nth);
  await process(id, 4, commitSha(11));
  for (const list of ['updates', 'snapshots']) {
    const seen: number[] = [];
    let path: string | undefined = `${projects}/${id}/${list}?limit=3`;
    while (path !== undefined) {
      const { json, headers } = await ask('GET', path);
      seen.push(...json.data.map(({ id }: { id: number }) => id));
      path = /<([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(seen).toHaveLength(4);
    expect(seen).toEqual(seen.toSorted((one, other) => other - one));
  }
  const [newest] = (await ask('GET', `${projects}/${id}/updates`)).json.data;
  expect(newest).toMatchObject({
    commit: { sha: commitSha(11), message: expect.any(String) },
    previous_sha: commitSha(3),
  });
});

test('a deleted project is removed with all its results', async () => {
  const { id } = await create('Deleted');
  await process(id, 1);
  expect(await ask('DELETE', `${projects}/${id}`)).toMatchObject({ status: 204, text: '' });
  for (const rest of ['', '/updates', '/snapshots']) {
    expect((await ask('GET', `${projects}/${id}${rest}`)).status).toBe(404);
  }
  expect((await ask('DELETE', `${projects}/${id}`)).status).toBe(404);
});

test('a limited key sees no projects of other repositories', async () => {
  const { json: secret } = await ask('POST', projects, { repository: 'acme/hidden' });
  const { json: own } = await ask('POST', projects, { repository: 'acme/shown', name: 'Own' }, limited);
  expect(own.name).toBe('Own');
  for (const id of [secret.id, 999_999]) {
    const answers = await Promise.all([
      ask('GET', `${projects}/${id}`, undefined, limited),
      ask('PATCH', `${projects}/${id}`, { name: 'Mine' }, limited),
      ask('DELETE', `${projects}/${id}`, undefined, limited),
      ask('POST', `${projects}/${id}/process`, undefined, limited),
      ask('GET', `${projects}/${id}/updates`, undefined, limited),
      ask('GET', `${projects}/${id}/snapshots`, undefined, limited),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  }
  expect((await ask('POST', projects, { repository: 'acme/hidden' }, limited)).status).toBe(404);
  expect((await ask('GET', `${projects}?repository=acme/hidden`, undefined, limited)).status).toBe(404);
  const { json: listed } = await ask('GET', `${projects}?limit=100`, undefined, limited);
  const names = new Set(
    listed.data.map(({ repository }: { repository: { full_name: string } }) => repository.full_name),
  );
  expect([...names]).toEqual(['acme/shown']);
});
