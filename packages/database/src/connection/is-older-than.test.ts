import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimIdempotencyKey } from '../access/claim-idempotency-key.ts';
import { findUncertainGroups } from '../observations/find-uncertain.ts';
import { findDueProjects } from '../projects/find-due-projects.ts';
import { createSyncJob } from '../sync/create-sync-job.ts';
import { reclaimSyncTasks } from '../sync/reclaim-sync-tasks.ts';

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase();
  await connection.pool.query(
    `insert into repositories (id, raw, version, source, synced_at) values (1, '{}', '', 'sync', now())`,
  );
});
afterEach(() => connection[Symbol.asyncDispose]());

/** A time that was just written becomes one that was written while the clock was three days ahead. */
const theClockIsCorrected = (table: string, column: string) =>
  connection.pool.query(`update ${table} set ${column} = ${column} + interval '3 days'`);

test('after a correction of the clock, a task of a sync job without a queue job is reclaimed, once', async () => {
  const { database } = connection;
  const tasks = [{ repositoryId: 1, work: 'sync' as const }];
  await createSyncJob(database, { type: 'manual_sync', priority: 'high', installationId: null, tasks });
  const options = { olderThanSeconds: 120, limit: 10 };
  expect(await reclaimSyncTasks(database, options)).toEqual([]);
  await theClockIsCorrected('sync_job_repositories', 'touched_at');
  expect(await reclaimSyncTasks(database, options)).toHaveLength(1);
  expect(await reclaimSyncTasks(database, options)).toEqual([]);
});

test('after a correction of the clock, the claim of an idempotency key whose process died is taken over', async () => {
  const request = { apiKeyId: 0, key: randomUUID(), fingerprint: Buffer.from('one') };
  const claim = () => claimIdempotencyKey(connection.database, request, { seconds: 120 });
  expect(await claim()).toMatchObject({ state: 'claimed' });
  expect(await claim()).toEqual({ state: 'running' });
  await theClockIsCorrected('idempotency_keys', 'claimed_until');
  expect(await claim()).toMatchObject({ state: 'claimed', isRepeated: true });
  expect(await claim()).toEqual({ state: 'running' });
});

test('after a correction of the clock, an uncertain object whose fetch was lost is found', async () => {
  await connection.pool.query(
    `insert into labels (id, repository_id, raw, version, source, synced_at, refetch_reasons)
     values (5, 1, '{}', '', 'webhook', now(), '["tie"]')`,
  );
  const labels = { name: 'labels', table: 'labels', inRepository: true };
  const find = () =>
    findUncertainGroups(
      connection.database,
      [{ resource: labels, olderThanSeconds: 60 }] as unknown as Parameters<typeof findUncertainGroups>[1],
      { limit: 10 },
    );
  expect(await find()).toEqual([]);
  await theClockIsCorrected('labels', 'synced_at');
  expect(await find()).toEqual([{ resource: 'labels', repositoryId: 1 }]);
});

test('after a correction of the clock, a project that could not be read is tried again', async () => {
  await connection.pool.query(`
    insert into branches (repository_id, name, sha, raw, version, source, synced_at)
    values (1, 'main', 'abc', '{}', '', 'sync', now())`);
  await connection.pool.query(`
    insert into projects (repository_id, name, branch, error, attempted_at) values (1, 'one', 'main', 'refused', now())`);
  const find = () => findDueProjects(connection.database, { repositoryId: 1, retrySeconds: 900, limit: 10 });
  expect(await find()).toEqual([]);
  await theClockIsCorrected('projects', 'attempted_at');
  expect(await find()).toHaveLength(1);
});
