import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { readChanges } from '../changes/read-changes.ts';
import { cancelSyncTasks } from './cancel-sync-tasks.ts';
import { createSyncJob } from './create-sync-job.ts';
import { findSyncJob } from './find-sync-job.ts';
import { finishSyncTask } from './finish-sync-task.ts';
import { isSyncTaskRunning } from './is-sync-task-running.ts';
import { retrySyncTasks } from './retry-sync-tasks.ts';
import { startSyncTask } from './start-sync-task.ts';

test('the change log shows that a repository was synced, and the outcome', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  await pool.query(
    `insert into repositories (id, raw, version, source, synced_at) values (7, '{}', '', 'sync', now())`,
  );
  const tasks = [{ repositoryId: 7, work: 'sync' }] as const;
  const job = { type: 'manual_sync', priority: 'high', installationId: null, tasks } as const;
  for (const error of [null, 'no access']) {
    const task = { jobId: await createSyncJob(database, job), repositoryId: 7 };
    await startSyncTask(database, task);
    await finishSyncTask(database, task, { error });
    // Its end is logged once.
    await finishSyncTask(database, task, { error });
  }
  const changes = await readChanges(database, { cursor: 0, limit: 10 });
  expect(changes).toMatchObject([
    {
      resource: 'repositories',
      key: '7',
      kind: 'updated',
      repository_id: 7,
      source: 'sync',
      fields: {
        last_synced_at: { from: null, to: expect.any(String) },
        last_sync_error: { from: null, to: null },
      },
    },
    { fields: { last_sync_error: { from: null, to: 'no access' } } },
  ]);
});

test('the result of a worker whose task was started again, or cancelled and retried, is ignored', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  await pool.query(
    `insert into repositories (id, raw, version, source, synced_at) values (7, '{}', '', 'sync', now())`,
  );
  const tasks = [{ repositoryId: 7, work: 'sync' }] as const;
  const job = { type: 'manual_sync', priority: 'high', installationId: null, tasks } as const;
  const task = { jobId: await createSyncJob(database, job), repositoryId: 7 };
  const begin = async () => ({ ...task, ...(await startSyncTask(database, task)) });
  const isRunning = () => isSyncTaskRunning(database, task);
  const [slow, second] = [await begin(), await begin()];
  for (const error of ['timeout', null]) {
    expect(await finishSyncTask(database, slow, { error })).toBeNull();
    expect(await isRunning()).toBe(true);
  }
  await cancelSyncTasks(database, { jobId: task.jobId, repositoryIds: null });
  await retrySyncTasks(database, task.jobId, null);
  expect(await finishSyncTask(database, second, { error: 'timeout' })).toBeNull();
  const third = await begin();
  expect(await finishSyncTask(database, second, { error: 'timeout' })).toBeNull();
  expect(await finishSyncTask(database, third, { error: null })).toMatchObject({
    status: 'completed',
    errorsCount: 0,
  });
});

test('of tasks that end concurrently one is the last, and a job whose tasks all failed has failed', async () => {
  await using connection = await createTestDatabase();
  const { database } = connection;
  const repositoryIds = Array.from({ length: 20 }, (_, nth) => nth + 1);
  const tasks = repositoryIds.map((repositoryId) => ({ repositoryId, work: 'sync' }) as const);
  for (const [status, fails] of [
    ['completed', () => false],
    ['completed_with_errors', (id: number) => id % 2 === 0],
    ['failed', () => true],
  ] as const) {
    const job = { type: 'manual_sync', priority: 'high', installationId: null, tasks } as const;
    const jobId = await createSyncJob(database, job);
    await Promise.all(repositoryIds.map((repositoryId) => startSyncTask(database, { jobId, repositoryId })));
    await Promise.all(
      repositoryIds.map((repositoryId) =>
        finishSyncTask(
          database,
          { jobId, repositoryId },
          { error: fails(repositoryId) ? 'no access' : null },
        ),
      ),
    );
    expect(await findSyncJob(database, jobId)).toMatchObject({
      ...{ status, repositoriesProcessed: 20, errorsCount: repositoryIds.filter(fails).length },
      ...{ startedAt: expect.any(Date), completedAt: expect.any(Date) },
    });
  }
});
