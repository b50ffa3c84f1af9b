import type { QueueSpec } from '@hubtwin/queue';
import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { startSyncJob } from '../src/sync/start-sync-job.ts';

test('the tasks of repositories that failed before are enqueued last, the others in their order', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  await pool.query(
    `insert into repositories (id, raw, version, source, synced_at, last_sync_error)
     select id, '{}', '', 'sync', now(), case id % 3 when 0 then 'labels: failed' end from generate_series(1, 9) as id`,
  );
  const enqueued: unknown[] = [];
  const queues = {
    async enqueueAll<Payload>(_: QueueSpec<Payload>, payloads: readonly Payload[]) {
      enqueued.push(...payloads.map((payload) => Reflect.get(Object(payload), 'repositoryId')));
    },
  };
  const idsOf = async (ids: readonly number[]) => {
    const tasks = ids.map((repositoryId) => ({ repositoryId, work: 'sync' }) as const);
    await startSyncJob(
      { database, queues },
      { type: 'manual_sync', priority: 'high', installationId: null, tasks },
    );
    return enqueued.splice(0);
  };
  expect(await idsOf([9, 8, 7, 6, 5, 4, 3, 2, 1])).toEqual([8, 7, 5, 4, 2, 1, 9, 6, 3]);
  expect(await idsOf([6])).toEqual([6]);
  expect(await idsOf([])).toEqual([]);
});
