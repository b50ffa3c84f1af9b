import { finishSyncTask, storeRateLimitSamples } from '@hubtwin/database';
import { waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installationOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

const name = 'demo-org/storefront';
const path = `/api/v1/repositories/${name}`;
const untrack = `${path}?confirm=Demo-Org/storefront`;

let api: TestApi;
let github: TestGitHub;
let id: number;
beforeAll(async () => {
  github = await startGitHub();
  api = await startApi({ github: { ...github.options, app: github.app } });
  id = github.simulator.simulator.world.names.get(name) ?? 0;
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});

const ask = (method: string, to: string, body?: object, key?: string) =>
  api.ask(to, { method, ...(body && { body }), ...(key !== undefined && { key }) });
const add = (repository: string, more: object = {}, key?: string) =>
  ask('POST', '/api/v1/repositories', { repository, ...more }, key);
const finish = (jobId: number) =>
  finishSyncTask(api.connection.database, { jobId, repositoryId: id }, { error: null });
const changesOf = async () =>
  (
    await api.connection.pool.query(
      `select kind, fields, source from changes where resource = 'repositories' and key = $1 and source = 'api' order by seq`,
      [`${id}`],
    )
  ).rows;

test('a repository is found on GitHub under its name, tracked and imported', async () => {
  const added = await add('Demo-Org/Storefront', { sync_interval_minutes: 60 });
  expect(added).toMatchObject({
    status: 201,
    json: {
      id,
      full_name: name,
      auto_sync_enabled: true,
      sync_interval_minutes: 60,
      inaccessible_since: null,
      sync_job: { status: 'pending', job_type: 'manual_sync', repositories: { total: 1 } },
    },
  });
  expect(added.headers.get('location')).toBe(path);
  expect(added.json.sync_job.progress.total, 'the cost was estimated from GitHub').toBeGreaterThan(1);
  const jobId = added.json.sync_job.id;
  const task = { queue: 'import', payload: { kind: 'repository', jobId, repositoryId: id } };
  expect(api.tasks.splice(0)).toEqual([task]);

  const again = await add(name);
  expect(again, 'its import is under way').toMatchObject({ status: 200, json: { sync_job: { id: jobId } } });
  await finish(jobId);
  expect(await add(name)).toMatchObject({ status: 200, json: { sync_interval_minutes: 60, sync_job: null } });
  expect(api.tasks).toEqual([]);
});

test('an inaccessible repository is not tracked', async () => {
  expect(await add('demo-org/no-such')).toMatchObject({ status: 404, json: { code: 'github_not_found' } });
  expect((await add('demo-org')).status).toBe(400);
});

test('a limited key adds only visible repositories, without a request to GitHub for others', async () => {
  const limited = await api.createKey({ scopes: ['read', 'write'], repositoryIds: [id] });
  github.simulator.rest.log.clear();
  for (const repository of ['demo-org/docs', 'demo-org/no-such']) {
    expect(await add(repository, {}, limited)).toMatchObject({ status: 404, json: { code: 'not_found' } });
  }
  expect(github.simulator.rest.log.list()).toEqual([]);
  expect((await add(name, {}, limited)).status).toBe(200);
});

test('sync settings of a repository are changed, and changes are in the change log', async () => {
  const before = await changesOf();
  const change = { auto_sync_enabled: false, sync_interval_minutes: null };
  expect((await ask('PATCH', path, change)).json).toMatchObject(change);
  expect((await ask('PATCH', path, change)).json).toMatchObject(change);
  expect((await ask('PATCH', path, { sync_interval_minutes: 5 })).json).toMatchObject({
    auto_sync_enabled: false,
    sync_interval_minutes: 5,
  });
  expect((await changesOf()).slice(before.length)).toEqual([
    {
      kind: 'updated',
      source: 'api',
      fields: { auto_sync_enabled: { from: true, to: false }, sync_interval_minutes: { from: 60, to: null } },
    },
    { kind: 'updated', source: 'api', fields: { sync_interval_minutes: { from: null, to: 5 } } },
  ]);
  for (const sync_interval_minutes of [0, 1_441, 1.5, '5']) {
    expect((await ask('PATCH', path, { sync_interval_minutes })).status).toBe(400);
  }
  expect((await ask('GET', `/api/v1/repositories/by-id/${id}`)).json.sync_interval_minutes).toBe(5);
});

test('a sync is begun, or waited for', async () => {
  const begun = await ask('POST', `${path}/sync`, { force: true });
  expect(begun).toMatchObject({ status: 202, json: { status: 'pending', details: { forced: true } } });
  expect(begun.headers.get('location')).toBe(`/api/v1/sync/jobs/${begun.json.id}`);
  await finish(begun.json.id);
  api.tasks.splice(0);

  const waiting = ask('POST', `${path}/sync?wait=true`, { force: true });
  const jobId = await waitFor('the job', async () => {
    const [task] = api.tasks;
    return Object(task?.payload).jobId;
  });
  await finish(jobId);
  const ended = { id: jobId, status: 'completed', changes: [], changes_truncated: false };
  expect(await waiting).toMatchObject({ status: 200, json: ended });
  const fresh = await ask('POST', `${path}/sync?wait=true`, {});
  expect(fresh, 'nothing to wait for').toMatchObject({ status: 200, json: { repositories: { skipped: 1 } } });
  expect((await ask('POST', `${path}/sync?wait=maybe`, {})).status).toBe(400);
  api.tasks.splice(0);
});

test('a sync that was waited for shows what it changed, with old and new values, and nothing else', async () => {
  const { pool } = api.connection;
  const log = (changes: object[]) =>
    pool.query(
      `insert into changes (resource, key, kind, repository_id, fields, source)
       select c.resource, '1', 'updated', c.repository_id, c.fields, c.source
         from jsonb_to_recordset($1::jsonb) as c (resource text, repository_id bigint, fields jsonb, source text)`,
      [JSON.stringify(changes)],
    );
  const fields = { state: { from: 'open', to: 'closed' } };
  const issue = { resource: 'issues', repository_id: id, fields, source: 'sync' };
  const waitWhile = async (change: () => Promise<unknown>) => {
    api.tasks.splice(0);
    const waiting = ask('POST', `${path}/sync?wait=true`, { force: true });
    const jobId = await waitFor('the job', async () => Object(api.tasks[0]?.payload).jobId);
    await change();
    await finish(jobId);
    api.tasks.splice(0);
    return (await waiting).json;
  };
  await log([issue]);
  const others = [
    { ...issue, repository_id: id + 1 },
    { ...issue, source: 'webhook' },
    { ...issue, resource: 'repositories', fields: { last_synced_at: { from: null, to: null } } },
  ];
  expect(await waitWhile(() => log([issue, ...others]))).toMatchObject({
    changes: [{ resource: 'issues', kind: 'updated', fields, source: 'sync' }],
    changes_truncated: false,
  });
  const many = await waitWhile(() => log(Array.from({ length: 101 }, () => issue)));
  expect([many.changes.length, many.changes_truncated]).toEqual([100, true]);
  const begun = await ask('POST', `${path}/sync`, { force: true });
  expect(begun.json).toMatchObject({ changes: null });
  await finish(begun.json.id);
  api.tasks.splice(0);
});

test('with an exhausted rate limit a sync that is waited for is 429 with the time of the reset', async () => {
  const { database } = api.connection;
  const credentials = api.github.credentials([github.installationId]);
  const resetAt = new Date(Date.now() + 1_800_000);
  const used = (amount: number, resource = 'core') =>
    storeRateLimitSamples(
      database,
      credentials.map(({ fingerprint: credential }) => ({
        credential,
        resource,
        limit: 5_000,
        used: amount,
        resetAt,
        closedUntil: null,
        inFlight: 0,
        burnRate: 0,
        // Newer than what this process has received.
        seenAt: new Date(Date.now() + 3_600_000),
      })),
    );
  await used(4_950);
  const refused = await ask('POST', `${path}/sync?wait=true`, { force: true });
  expect(refused).toMatchObject({
    status: 429,
    json: { code: 'github_rate_limit', reset_at: resetAt.toISOString() },
  });
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(1_790);
  expect(seconds).toBeLessThanOrEqual(1_800);
  expect(api.tasks, 'nothing was begun').toEqual([]);
  const begun = await ask('POST', `${path}/sync`, { force: true });
  expect(begun.status, 'who does not wait is served later').toBe(202);
  await finish(begun.json.id);
  api.tasks.splice(0);

  await used(0);
  const waiting = ask('POST', `${path}/sync?wait=true`, { force: true });
  const jobId = await waitFor('the job', async () => Object(api.tasks[0]?.payload).jobId);
  await used(5_000);
  expect(await waiting, 'GitHub refused its first request').toMatchObject({
    status: 429,
    json: { code: 'github_rate_limit', reset_at: resetAt.toISOString() },
  });
  await finish(jobId);
  api.tasks.splice(0);

  await used(0);
  await used(4_990, 'graphql');
  expect((await ask('POST', `${path}/sync?wait=true`, {})).status, 'a probe is a GraphQL query').toBe(429);
});

test('a repository is untracked only under its exact path, and only where its name is confirmed', async () => {
  const confirm = `confirm=${name}`;
  for (const [to, status] of [
    // What clients make of labels/.. and labels/%2e%2e.
    [`${path}/labels/..?${confirm}`, 404],
    [`${path}/labels/%2e%2e`, 404],
    [`${path}/?${confirm}`, 404],
    [`${path.replace('/api/', '/API/')}?${confirm}`, 404],
    [path, 400],
    [`${path}?confirm=`, 400],
    [`${path}?confirm=true`, 400],
    [`${path}?confirm=demo-org/docs`, 400],
  ] as const) {
    expect([to, (await ask('DELETE', to)).status]).toEqual([to, status]);
  }
  expect((await ask('GET', path)).status).toBe(200);
});

test('an untracked repository is not shown, and adding it again imports it', async () => {
  const open = await ask('POST', `${path}/sync`, { force: true });
  expect(await ask('DELETE', untrack)).toMatchObject({ status: 204, text: '' });
  expect((await ask('GET', `/api/v1/sync/jobs/${open.json.id}`)).json.status).toBe('cancelled');
  for (const to of [path, `${path}/issues`, `/api/v1/repositories/by-id/${id}`]) {
    expect([to, (await ask('GET', to)).status]).toEqual([to, 404]);
  }
  expect((await ask('DELETE', untrack)).status).toBe(404);
  const idsOf = async (to: string) =>
    (await ask('GET', to)).json.data.map(
      (each: { id: number; repository?: { id: number } }) => each.repository?.id ?? each.id,
    );
  expect(await idsOf('/api/v1/repositories?limit=100')).not.toContain(id);
  expect(await idsOf('/api/v1/issues?limit=100')).not.toContain(id);
  expect((await ask('POST', '/api/v1/sync/trigger', { repository_ids: [id] })).status).toBe(404);
  expect((await changesOf()).at(-1)).toMatchObject({ kind: 'deleted' });

  await api.apply([installationOf(github.installationId, [{ id, fullName: name }])]);
  api.tasks.splice(0);
  const imported = await ask('POST', `/api/v1/installations/${github.installationId}/import`, {});
  expect(imported.status).toBe(202);
  const ids = api.tasks.splice(0).map(({ payload }) => Object(payload).repositoryId);
  expect(ids.length, 'what else the installation reaches').toBeGreaterThan(0);
  expect(ids).not.toContain(id);

  expect(await add(name)).toMatchObject({ status: 201, json: { id, sync_job: { status: 'pending' } } });
  expect((await ask('GET', path)).status).toBe(200);
  expect((await changesOf()).at(-1)).toMatchObject({ kind: 'restored' });
});
