import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cancelSyncTasks } from './cancel-sync-tasks.ts';
import { createSyncJob } from './create-sync-job.ts';
import { findSyncJob } from './find-sync-job.ts';
import { finishSyncTask } from './finish-sync-task.ts';
import { isSyncTaskRunning } from './is-sync-task-running.ts';
import { retrySyncTasks } from './retry-sync-tasks.ts';
import { startSyncTask } from './start-sync-task.ts';

let connection: TestDatabase;
let jobId: number;
beforeEach(async () => {
  connection = await createTestDatabase();
  await connection.pool.query(
    `insert into repositories (id, raw, version, source, synced_at)
     select n, '{}', '', 'sync', now() from generate_series(1, 4) as n`,
  );
  jobId = await create();
});
afterEach(() => connection[Symbol.asyncDispose]());

const create = () =>
  createSyncJob(connection.database, {
    type: 'manual_sync',
    priority: 'high',
    installationId: null,
    tasks: [1, 2, 3, 4].map((repositoryId) => ({ repositoryId, work: 'sync' })),
  });
const start = (repositoryId: number) => startSyncTask(connection.database, { jobId, repositoryId });
const finish = (repositoryId: number, error: string | null = null) =>
  finishSyncTask(connection.database, { jobId, repositoryId }, { error });
const cancel = (repositoryIds: number[] | null = null) =>
  cancelSyncTasks(connection.database, { jobId, repositoryIds });
const job = () => findSyncJob(connection.database, jobId);

test('of a cancelled job, pending tasks do not start, running ones are stopped, finished ones remain', async () => {
  for (const id of [1, 2]) await start(id);
  await finish(1);
  expect(await cancel()).toBe(3);
  expect(await isSyncTaskRunning(connection.database, { jobId, repositoryId: 2 })).toBe(false);
  expect(await start(3)).toBeNull();
  expect(await job()).toMatchObject({
    status: 'cancelled',
    repositoriesProcessed: 1,
    completedAt: expect.any(Date),
  });
  await finish(2, 'too late');
  expect(await job()).toMatchObject({ status: 'cancelled', repositoriesProcessed: 1, errorsCount: 0 });
  expect(await cancel()).toBe(0);
});

test('a job that is cancelled for some repositories continues with the others', async () => {
  expect(await cancel([3, 4])).toBe(2);
  expect(await job()).toMatchObject({ status: 'pending', completedAt: null });
  for (const id of [1, 2]) await start(id);
  for (const id of [1, 2]) await finish(id);
  expect(await job()).toMatchObject({ status: 'completed', repositoriesProcessed: 2 });
});

test('a repository is removed from every job, and a job without open tasks ends with the outcome of the others', async () => {
  for (const id of [2, 3, 4]) await finish(id);
  const other = await create();
  expect(await cancelSyncTasks(connection.database, { repositoryId: 1 })).toBe(2);
  expect(await job()).toMatchObject({ status: 'completed', completedAt: expect.any(Date) });
  expect(await findSyncJob(connection.database, other)).toMatchObject({ status: 'pending' });
});

test('failed and cancelled tasks are reset, and counted again', async () => {
  for (const id of [1, 2]) await start(id);
  await finish(1, 'Error: no');
  await finish(2);
  await cancel();
  await connection.pool.query('update repositories set untracked_at = now() where id = 4');
  const tasks = await retrySyncTasks(connection.database, jobId, null);
  const ids = tasks.map(({ repositoryId }) => repositoryId).sort();
  expect(ids, 'not one that is untracked now').toEqual([1, 3]);
  expect(await job()).toMatchObject({
    status: 'pending',
    repositoriesProcessed: 1,
    errorsCount: 0,
    errorMessage: null,
    completedAt: null,
  });
  expect(await retrySyncTasks(connection.database, jobId, null)).toEqual([]);
  for (const id of ids) await start(id);
  for (const id of ids) await finish(id);
  expect(await job()).toMatchObject({ status: 'completed', repositoriesProcessed: 3, errorsCount: 0 });
});
