import { createSyncJob, finishSyncTask, startSyncTask } from '@hubtwin/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installationOf, issueOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const shown = { id: 9001, fullName: 'acme/shown' };
const hidden = { id: 9002, fullName: 'acme/hidden' };
const jobs = '/api/v1/sync/jobs';

let api: TestApi;
let limited: string;
beforeAll(async () => {
  api = await startApi({ github: { tokens: ['a-token'] } });
  await api.apply([
    issueOf(shown, { id: 1, number: 1 }),
    issueOf(hidden, { id: 2, number: 1 }),
    installationOf(50, [shown, hidden]),
    installationOf(51, [hidden]),
  ]);
  limited = await api.createKey({ scopes: ['read', 'write'], repositoryIds: [shown.id] });
});
afterAll(() => api[Symbol.asyncDispose]());

const ask = (method: string, path: string, body?: object, key?: string) =>
  api.ask(path, { method, ...(body && { body }), ...(key !== undefined && { key }) });
const run = async (statement: string) => void (await sql.raw(statement).execute(api.connection.database));
const finish = async (jobId: number, repositoryId: number, error: string | null = null) => {
  const task = { jobId, repositoryId };
  await startSyncTask(api.connection.database, task);
  await finishSyncTask(api.connection.database, task, { error });
};
const trigger = (body: object, key?: string) => ask('POST', '/api/v1/sync/trigger', body, key);

test('a sync starts for each requested repository, and shows its progress', async () => {
  const begun = await trigger({ repository_ids: [shown.id, hidden.id, shown.id] });
  expect(begun).toMatchObject({
    status: 202,
    json: { status: 'pending', priority: 'high', job_type: 'manual_sync' },
  });
  const { id } = begun.json;
  expect(begun.headers.get('location')).toBe(`${jobs}/${id}`);
  const payloads = [shown, hidden].map(({ id: repositoryId }) => ({
    queue: 'import',
    payload: { kind: 'repository', jobId: id, repositoryId },
  }));
  expect(api.tasks.splice(0), 'what was never synced is imported').toEqual(payloads);
  await finish(id, shown.id);
  expect((await ask('GET', `${jobs}/${id}`)).json).toMatchObject({
    status: 'running',
    repositories: { total: 2, pending: 1, completed: 1 },
    repositories_processed: 1,
    requests_used: 1,
    progress: { done: 1, total: 2, eta: expect.any(Number) },
  });
  expect((await ask('GET', '/api/v1/sync/status')).json).toMatchObject({
    status: 'running',
    jobs: { running: 1 },
    repositories: { pending: 1, running: 0 },
    progress: { done: 1, total: 2 },
    open: [{ id }],
  });
  await finish(id, hidden.id, 'Error: no');
  expect((await ask('GET', `${jobs}/${id}`)).json).toMatchObject({
    status: 'completed_with_errors',
    errors_count: 1,
    error_message: 'Error: no',
    progress: { done: 2, total: 2, eta: null },
  });
  const tasks = (await ask('GET', `${jobs}/${id}/repositories?limit=1`)).json;
  expect(tasks.data).toMatchObject([
    { repository: { id: shown.id, full_name: 'acme/shown' }, status: 'completed' },
  ]);
  expect(tasks.next_cursor).not.toBeNull();

  const again = await trigger({ repository_ids: [shown.id] });
  expect(again.json, 'synced a moment ago').toMatchObject({
    status: 'completed',
    repositories: { skipped: 1 },
  });
  const forced = await trigger({ repository_ids: [shown.id], force: true, priority: 'low' });
  expect(forced.json).toMatchObject({ status: 'pending', priority: 'low', details: { forced: true } });
  expect(api.tasks.splice(0)).toMatchObject([{ queue: 'sync', payload: { jobId: forced.json.id } }]);
  await finish(forced.json.id, shown.id);
});

test('invalid requests are refused', async () => {
  for (const body of [
    {},
    { repository_ids: [] },
    { repository_ids: [1], installation_id: 1 },
    { repository_ids: ['1'] },
  ])
    expect([body, (await trigger(body)).status]).toEqual([body, 400]);
  expect((await trigger({ repository_ids: [shown.id, 4] })).status).toBe(404);
  expect((await trigger({ installation_id: 4 })).status).toBe(404);
  await using withoutCredential = await startApi();
  const answer = await withoutCredential.ask('/api/v1/sync/all', { method: 'POST' });
  expect(answer).toMatchObject({ status: 409, json: { code: 'github_no_credential' } });
});

test('an installation, and everything, is synced within the visibility of the key', async () => {
  const whole = await trigger({ installation_id: 50, force: true });
  expect(whole.json).toMatchObject({ installation_id: 50, repositories: { total: 2 } });
  const own = await trigger({ installation_id: 50, force: true }, limited);
  expect(own.json.repositories.total).toBe(1);
  expect((await trigger({ installation_id: 51 }, limited)).status).toBe(404);
  expect((await trigger({ repository_ids: [hidden.id] }, limited)).status).toBe(404);
  const all = await ask('POST', '/api/v1/sync/all', { force: true }, limited);
  expect(all).toMatchObject({ status: 202, json: { priority: 'high', repositories: { total: 1 } } });
  for (const { json } of [whole, own, all]) await ask('POST', `${jobs}/${json.id}/cancel`);
  api.tasks.splice(0);
});

test('a limited key sees of a job only what concerns its repositories, and cancels and retries only that', async () => {
  const task = (repositoryId: number) => ({ repositoryId, work: 'sync' }) as const;
  const job = { type: 'periodic_sync', priority: 'normal', installationId: 50 } as const;
  const { database } = api.connection;
  const both = await createSyncJob(database, { ...job, tasks: [task(shown.id), task(hidden.id)] });
  const foreign = await createSyncJob(database, { ...job, tasks: [task(hidden.id)] });
  await finish(both, hidden.id, 'secret of acme/hidden');
  const own = (await ask('GET', `${jobs}/${both}`, undefined, limited)).json;
  expect(own).toMatchObject({
    status: 'pending',
    repositories: { total: 1, pending: 1, failed: 0 },
    repositories_processed: 0,
    errors_count: 0,
    requests_used: 0,
    error_message: null,
    progress: { total: 1 },
    started_at: null,
  });
  const listed = await ask('GET', `${jobs}?type=periodic_sync&limit=100`, undefined, limited);
  expect(listed.json.data).toEqual([own]);
  expect(
    (await ask('GET', `${jobs}?type=periodic_sync&status=running`, undefined, limited)).json.data,
  ).toEqual([]);
  expect((await ask('GET', '/api/v1/sync/status', undefined, limited)).json).toMatchObject({
    jobs: { pending: 1, running: 0 },
    repositories: { pending: 1, running: 0 },
    progress: { done: 0, total: 1 },
  });
  expect((await ask('GET', `${jobs}/${both}/repositories`, undefined, limited)).json.data).toHaveLength(1);
  for (const [method, rest] of [
    ['GET', ''],
    ['GET', '/repositories'],
    ['POST', '/cancel'],
    ['POST', '/retry'],
  ] as const) {
    const answers = await Promise.all(
      [foreign, 999_999].map((id) => ask(method, `${jobs}/${id}${rest}`, undefined, limited)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  }

  expect((await ask('POST', `${jobs}/${both}/retry`, undefined, limited)).json.code).toBe('nothing_to_retry');
  const cancelled = await ask('POST', `${jobs}/${both}/cancel`, undefined, limited);
  expect(cancelled).toMatchObject({
    status: 202,
    json: { status: 'cancelled', completed_at: expect.any(String) },
  });
  const retried = await ask('POST', `${jobs}/${both}/retry`, undefined, limited);
  expect(retried).toMatchObject({ status: 202, json: { status: 'pending', completed_at: null } });
  expect(api.tasks.splice(0)).toEqual([{ queue: 'sync', payload: { jobId: both, repositoryId: shown.id } }]);
  await finish(both, shown.id);
  expect((await ask('GET', `${jobs}/${both}`)).json.repositories).toMatchObject({ completed: 1, failed: 1 });
  expect((await ask('POST', `${jobs}/${both}/cancel`)).json.code).toBe('sync_job_ended');
  expect((await ask('POST', `${jobs}/${foreign}/cancel`)).status).toBe(202);
  expect((await ask('POST', `${jobs}/${foreign}/cancel`)).status, 'again').toBe(202);
});

test('jobs are listed by pages, the newest first and each once, also for a key of several repositories', async () => {
  const two = await api.createKey({ repositoryIds: [shown.id, hidden.id] });
  const { json: all } = await ask('GET', `${jobs}?limit=100`);
  for (const key of [undefined, two]) {
    const seen: number[] = [];
    let path: string | undefined = `${jobs}?limit=2`;
    while (path !== undefined) {
      const { json, headers } = await ask('GET', path, undefined, key);
      seen.push(...json.data.map(({ id }: { id: number }) => id));
      path = /<([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(all.data.map(({ id }: { id: number }) => id));
    expect(seen).toEqual(seen.toSorted((one, other) => other - one));
  }
});

test('syncs are healthy while the repositories are synced in time, each by its interval', async () => {
  const health = async (key?: string) => (await ask('GET', '/api/v1/sync/health', undefined, key)).json;
  const ago = (id: number, minutes: number, interval = 'null') =>
    run(`update repositories set last_synced_at = now() - interval '${minutes} minutes',
                sync_interval_minutes = ${interval} where id = ${id}`);
  await ago(shown.id, 1);
  await ago(hidden.id, 29);
  expect(await health()).toMatchObject({ status: 'healthy', coverage: 100, reasons: [] });
  await ago(hidden.id, 31);
  expect(await health()).toMatchObject({
    status: 'degraded',
    coverage: 50,
    repositories: { auto_synced: 2, covered: 1 },
    reasons: [expect.stringContaining('1 of 2')],
  });
  expect(await health(limited)).toMatchObject({ status: 'healthy', repositories: { auto_synced: 1 } });
  await ago(hidden.id, 31, '60');
  expect(await health()).toMatchObject({ status: 'healthy', coverage: 100 });
  await ago(shown.id, 31);
  expect(await health()).toMatchObject({
    status: 'degraded',
    reasons: [expect.anything(), expect.anything()],
  });
  await run('update repositories set auto_sync_enabled = false');
  expect(await health()).toMatchObject({ status: 'healthy', coverage: null });
  await run('update repositories set auto_sync_enabled = true');
});
