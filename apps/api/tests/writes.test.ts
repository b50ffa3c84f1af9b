import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { issueOf, renamedFrom } from './payloads.ts';
import { adminKey, startApi, type TestApi } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

const repositories = '/api/v1/repositories';
const base = `${repositories}/demo-org/storefront`;
const scene = { repository: 'storefront', by: 'ada-okafor' };

let github: TestGitHub;
let api: TestApi;
/** Keeps answers. */
let cached: TestApi;
let storefront: { id: number; fullName: string };

beforeAll(async () => {
  github = await startGitHub();
  const { world } = github.simulator.simulator;
  const id = world.repositories.values().find(({ name }) => name === 'storefront')?.id ?? 0;
  storefront = { id, fullName: 'demo-org/storefront' };
  api = await startApi({ github: { ...github.options, retryCount: 0 } });
  cached = await startApi({ github: github.options, cache: {} });
  for (const each of [api, cached]) {
    await each.apply([issueOf(storefront, { id: 1, number: 1 }), renamedFrom(storefront, 'old-front')]);
  }
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await cached[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});
afterEach(() => github.simulator.rest.faults.clear());

const send = (method: string, path: string, body?: object, key?: string) =>
  api.ask(path, { method, ...(body && { body }), ...(key !== undefined && { key }) });
const sent = () => github.simulator.rest.log.list({}).filter(({ method }) => method !== 'GET').length;
const truth = () => github.simulator.simulator.world.repositories.get(storefront.id);

/** Sends a path as it is: `fetch` would resolve the dots in it. */
function statusOf(method: string, path: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = { authorization: `Bearer ${adminKey}` };
  request({ host: '127.0.0.1', port: new URL(api.origin).port, path, method, headers }, (response) =>
    response.resume().once('end', () => resolve(response.statusCode ?? 0)),
  )
    .once('error', reject)
    .end();
  return promise;
}

const names = async () =>
  (await api.ask(`${base}/labels?limit=100`)).json.data.map(({ name }: { name: string }) => name);

describe('settings', () => {
  test('are changed on GitHub, and read in the twin at once', async () => {
    const changes = { description: 'Sells', homepage: 'https://demo.example', topics: ['shop', 'web-3'] };
    const { status, json } = await send('PATCH', `${base}/settings`, changes);
    expect([status, json]).toMatchObject([200, { ...changes, source: 'api' }]);
    expect(truth()).toMatchObject(changes);
    expect((await api.ask(base)).json).toEqual(json);
    const { json: log } = await api.ask(`${base}/changes`);
    const fields = log.data.flatMap(({ fields }: { fields: object }) => Object.keys(fields));
    expect(fields).toEqual(expect.arrayContaining(['description', 'topics']));
  });

  test('an empty text and null are both none', async () => {
    expect((await send('PATCH', `${base}/settings`, { homepage: null })).status).toBe(200);
    expect(truth()?.homepage ?? '').toBe('');
  });

  test('what is to be changed and archived is changed first, and opened first the other way', async () => {
    const shut = await send('PATCH', `${base}/settings`, { archived: true, topics: ['last'] });
    expect(shut.json).toMatchObject({ archived: true, topics: ['last'] });
    const open = await send('PATCH', `${base}/settings`, { archived: false, topics: ['first'] });
    expect(open.json).toMatchObject({ archived: false, topics: ['first'] });
  });

  test('what was done before a step that fails is in the twin', async () => {
    github.simulator.rest.faults.add({ fault: { kind: 'status', status: 502 }, path: '/topics$' });
    const answer = await send('PATCH', `${base}/settings`, { description: 'Halfway', topics: ['lost'] });
    expect([answer.status, answer.json.code]).toEqual([502, 'github_server']);
    expect((await api.ask(base)).json).toMatchObject({ description: 'Halfway', topics: ['first'] });
  });

  test('that make no sense are refused before GitHub is asked', async () => {
    const before = sent();
    for (const body of [
      {},
      { name: 'other' },
      { private: 'yes' },
      { topics: ['Upper'] },
      { visibility: 'secret' },
      { description: 'a\0b' },
    ]) {
      expect([body, (await send('PATCH', `${base}/settings`, body)).status]).toEqual([body, 400]);
    }
    expect(sent()).toBe(before);
  });
});

describe('labels', () => {
  test('are made, changed and deleted on GitHub, and in the twin at once', async () => {
    const made = await send('POST', `${base}/labels`, { name: 'up & down/50%', color: 'FF0000' });
    expect([made.status, made.json]).toMatchObject([201, { name: 'up & down/50%', source: 'api' }]);
    expect(await names()).toContain('up & down/50%');

    const path = `${base}/labels/${encodeURIComponent('up & down/50%')}`;
    const changed = await send('PATCH', path, { new_name: 'urgent', description: 'Now' });
    expect(changed.json).toMatchObject({ id: made.json.id, name: 'urgent', description: 'Now' });
    expect(await names()).not.toContain('up & down/50%');

    expect(await send('DELETE', `${base}/labels/URGENT`)).toMatchObject({ status: 204, text: '' });
    expect(await names()).not.toContain('urgent');
    expect([...(truth()?.labels.values() ?? [])].map(({ name }) => name)).not.toContain('urgent');
  });

  test('one that GitHub created before its response was lost is the answer to the same request with its key', async () => {
    const create = (body: object) =>
      api.ask(`${base}/labels`, { method: 'POST', body, headers: { 'idempotency-key': 'lost-label' } });
    const { faults } = github.simulator.rest;
    faults.add({ fault: { kind: 'truncated' }, method: 'POST', path: '/labels$', count: 1 });
    expect((await create({ name: 'lost' })).status).toBe(502);
    expect((await create({ name: 'other' })).json.code).toBe('idempotency_mismatch');
    const [made, again] = [await create({ name: 'lost' }), await create({ name: 'lost' })];
    expect([made.status, made.json.name]).toEqual([201, 'lost']);
    expect(again.json).toEqual(made.json);
  });

  test('the label that has the name on GitHub is deleted, not the one that the twin knows by it', async () => {
    const { json: one } = await send('POST', `${base}/labels`, { name: 'one' });
    const { commands } = github.simulator.simulator;
    commands.editLabel({ ...scene, name: 'one', newName: 'two' });
    commands.createLabel({ ...scene, name: 'one', color: '000000' });
    await send('DELETE', `${base}/labels/one`);
    const { rows } = await api.connection.pool.query('select deleted_at from labels where id = $1', [one.id]);
    expect(rows).toEqual([{ deleted_at: null }]);
  });

  test('a refusal by GitHub is reported with its message for each field', async () => {
    const taken = await send('POST', `${base}/labels`, { name: 'bug' });
    expect([taken.status, taken.json.code]).toEqual([422, 'github_validation']);
    expect(taken.json.errors).toEqual([{ path: 'name', message: 'already_exists' }]);
    expect((await send('PATCH', `${base}/labels/never-was`, { color: '000000' })).json).toMatchObject({
      status: 404,
      code: 'github_not_found',
    });
    expect((await send('DELETE', `${base}/labels/never-was`)).status).toBe(404);
  });

  test('a name that would change the path is refused', async () => {
    const before = sent();
    for (const name of ['.', '..', '%2E', '%2E%2E', '.%2e']) {
      expect([name, await statusOf('DELETE', `${base}/labels/${name}`)]).toEqual([name, 400]);
    }
    expect(sent()).toBe(before);
    expect(truth()).toBeDefined();
  });

  test('a name that could not be addressed later is refused', async () => {
    const before = sent();
    for (const name of ['a/..', './x', 'a/../b', '..', 'a/.']) {
      for (const [method, path, body] of [
        ['POST', `${base}/labels`, { name }],
        ['PATCH', `${base}/labels/bug`, { new_name: name }],
      ] as const) {
        const { status, text } = await send(method, path, body);
        expect([name, method, status]).toEqual([name, method, 400]);
        expect(text).toContain('path segments');
      }
    }
    expect(sent()).toBe(before);
    expect((await send('POST', `${base}/labels`, { name: 'a../..b/...' })).status).toBe(201);
  });

  test('responses of URLs that cannot be read have no ETag', async () => {
    const made = await send('POST', `${base}/labels`, { name: 'tagless' });
    const changed = await send('PATCH', `${base}/labels/tagless`, { color: '00ff00' });
    const settings = await send('PATCH', `${base}/settings`, { description: 'Tagless' });
    expect([made, changed, settings].map(({ status, headers }) => [status, headers.get('etag')])).toEqual([
      [201, null],
      [200, null],
      [200, null],
    ]);
  });
});

describe('a run', () => {
  test('is cancelled, once', async () => {
    const { value: run } = github.simulator.simulator.commands.startWorkflowRun({ ...scene, workflow: 'CI' });
    const cancelled = await send('POST', `${base}/runs/${run.id}/cancel`);
    expect([cancelled.status, cancelled.json]).toMatchObject([
      202,
      { id: run.id, status: 'completed', conclusion: 'cancelled', source: 'api' },
    ]);
    expect((await api.ask(`${base}/runs/${run.id}`)).json).toMatchObject(cancelled.json);
    const again = await send('POST', `${base}/runs/${run.id}/cancel`);
    expect([again.status, again.json.code]).toEqual([409, 'github_conflict']);
    expect((await send('POST', `${base}/runs/999999999/cancel`)).status).toBe(404);
  });
});

describe('a runner', () => {
  const list = async () =>
    (await api.ask('/api/v1/runners?limit=100')).json.data.map(({ name }: { name: string }) => name);

  /** A runner on GitHub, and in the twin under this id. */
  async function register(name: string, of: 'repository' | 'organization', id?: number): Promise<number> {
    const { commands, world } = github.simulator.simulator;
    const target = of === 'repository' ? { repository: 'storefront' } : {};
    const { value: runner } = commands.registerRunner({ ...target, name });
    const { organization } = { organization: world.organisation };
    await api.connection.pool.query(
      `insert into runners (scope, id, repository_id, organization_id, organization_login, name, status, raw, version, source, synced_at)
       values ($1, $2, $3, $4, $5, $6, 'online', $7, '', 'sync', now())`,
      [
        of === 'repository' ? `repos/${storefront.id}` : `orgs/${organization.id}`,
        id ?? runner.id,
        of === 'repository' ? storefront.id : null,
        of === 'repository' ? null : organization.id,
        of === 'repository' ? null : organization.login,
        name,
        JSON.stringify({
          id: id ?? runner.id,
          name,
          organization: { id: organization.id, login: organization.login },
        }),
      ],
    );
    return runner.id;
  }

  test('of a repository and one of an organisation are removed on GitHub, and from the twin at once', async () => {
    const { world } = github.simulator.simulator;
    for (const of of ['repository', 'organization'] as const) {
      const id = await register(`removed-${of}`, of);
      expect(await send('DELETE', `/api/v1/runners/${id}`)).toMatchObject({ status: 204, text: '' });
      expect(world.runners.get(id)).toBeUndefined();
      expect(await list()).not.toContain(`removed-${of}`);
      expect((await send('DELETE', `/api/v1/runners/${id}`)).status).toBe(404);
    }
  });

  test('with an ambiguous id is removed once its owner is given', async () => {
    const id = await register('shared', 'organization');
    await register('twin', 'repository', id);
    const unclear = await send('DELETE', `/api/v1/runners/${id}`);
    expect([unclear.status, unclear.json.code]).toEqual([409, 'ambiguous_runner']);
    expect((await send('DELETE', `/api/v1/runners/${id}?organization=other`)).status).toBe(404);
    expect((await send('DELETE', `/api/v1/runners/${id}?organization=DEMO-ORG`)).status).toBe(204);
    expect(await list()).not.toContain('shared');
    expect(await list()).toContain('twin');
    const other = await send('DELETE', `/api/v1/runners/${id}?repository=demo-org/old-front`);
    expect([other.status, other.json.code]).toEqual([404, 'github_not_found']);
  });
});

test('what was written is read at once, also where answers are cached', async () => {
  for (const nth of [1, 2, 3]) {
    await cached.ask(base);
    await cached.ask(`${base}/labels`);
    const description = `cached ${nth}`;
    await cached.ask(`${base}/settings`, { method: 'PATCH', body: { description } });
    await cached.ask(`${base}/labels`, { method: 'POST', body: { name: description } });
    expect((await cached.ask(base)).json.description).toBe(description);
    const { json } = await cached.ask(`${base}/labels?limit=100`);
    expect(json.data.map(({ name }: { name: string }) => name)).toContain(description);
  }
});

test('a repository that is asked for by an old name is written to under the new one', async () => {
  const { status, headers } = await send('POST', `${repositories}/demo-org/old-front/labels`, { name: 'x' });
  expect([status, headers.get('location')]).toEqual([308, `${base}/labels`]);
});

test('a key without the repository writes nothing, and gets no information', async () => {
  const key = await api.createKey({ scopes: ['write'], repositoryIds: [9] });
  const { value: runner } = github.simulator.simulator.commands.registerRunner({ name: 'hidden' });
  await api.connection.pool.query(
    `insert into runners (scope, id, organization_id, organization_login, raw, version, source, synced_at)
     values ('orgs/1', $1, 1, 'demo-org', '{}', '', 'sync', now())`,
    [runner.id],
  );
  const before = sent();
  for (const [method, path, body] of [
    ['PATCH', `${base}/settings`, { description: 'Mine' }],
    ['POST', `${base}/labels`, { name: 'mine' }],
    ['PATCH', `${base}/labels/bug`, { color: '000000' }],
    ['DELETE', `${base}/labels/bug`],
    ['POST', `${base}/runs/1/cancel`],
    ['DELETE', `/api/v1/runners/${runner.id}`],
    ['DELETE', `/api/v1/runners/${runner.id}?organization=demo-org`],
    ['DELETE', `/api/v1/runners/${runner.id}?repository=demo-org/storefront`],
  ] as const) {
    const { status, json } = await send(method, path, body, key);
    expect([method, path, status, json.code]).toEqual([method, path, 404, 'not_found']);
  }
  expect(sent()).toBe(before);
});

test('nothing is written without a credential', async () => {
  await using bare = await startApi();
  await bare.apply([issueOf(storefront, { id: 1, number: 1 })]);
  const { status, json } = await bare.ask(`${base}/labels`, { method: 'POST', body: { name: 'x' } });
  expect([status, json.code]).toEqual([409, 'github_no_credential']);
});
