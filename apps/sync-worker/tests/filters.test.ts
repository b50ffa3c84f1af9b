import { changeTracking } from '@hubtwin/database';
import { buildDelivery } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker, type TestWorker } from './start-worker.ts';

let worker: TestWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker[Symbol.asyncDispose]());

const issue = (
  id: number,
  webhookConfigId: number | null,
  { action = 'opened', name = 'acme/twin' } = {},
) => ({
  ...buildDelivery({
    payload: {
      action,
      issue: { id, number: id, title: 'One', state: 'open', updated_at: '2026-01-01T00:00:00Z' },
      repository: { id: 7, full_name: name, updated_at: '2026-01-01T00:00:00Z' },
    },
  }),
  webhookConfigId,
});

/** The ids of their configs are 1 to 4. */
const hook = { target: 'acme/twin', repository_id: 7, secret: Buffer.alloc(0) };

test('a delivery that the filters of its hook exclude is ignored with the reason, and that of another hook is not', async () => {
  await worker.context.database
    .insertInto('webhook_configs')
    .values([
      { ...hook, hook_id: 11, events: ['push'] },
      { ...hook, hook_id: 12, actions: ['issues.opened'] },
      { ...hook, hook_id: 13, repositories: ['acme/*'] },
      { ...hook, hook_id: 14 },
    ])
    .execute();
  const leftOut = [issue(1, 1), issue(2, 2, { action: 'closed' }), issue(3, 3, { name: 'umbrella/twin' })];
  const applied = [issue(4, 2), issue(5, 3), issue(6, 4), issue(8, null)];
  const all = [...leftOut, ...applied];
  await worker.store(all);
  await worker.runJob(all);
  const rows = await worker.read(all);
  expect(rows.map(({ status, error, action }) => ({ status, error, action }))).toEqual([
    { status: 'ignored', action: 'opened', error: "filtered: the hook's events exclude issues" },
    { status: 'ignored', action: 'closed', error: "filtered: the hook's actions exclude issues.closed" },
    {
      status: 'ignored',
      action: 'opened',
      error: "filtered: the hook's repositories exclude umbrella/twin",
    },
    ...applied.map(() => ({ status: 'processed', action: 'opened', error: null })),
  ]);
  const { rows: stored } = await worker.connection.pool.query('select id from issues order by id');
  expect(stored.map(({ id }) => id)).toEqual([4, 5, 6, 8]);
});

test('deliveries of an untracked repository are ignored until it is tracked again', async () => {
  const { database } = worker.context;
  await changeTracking(database, 7, { isTracked: false });
  const before = issue(20, null);
  await worker.store([before]);
  await worker.runJob([before]);
  await changeTracking(database, 7, { isTracked: true });
  const after = issue(21, null);
  await worker.store([after]);
  await worker.runJob([after]);
  expect(await worker.read([before, after])).toMatchObject([
    { status: 'ignored', error: 'the repository is not tracked', repository_id: 7 },
    { status: 'processed', error: null },
  ]);
  const { rows: stored } = await worker.connection.pool.query('select id from issues where id >= 20');
  expect(stored.map(({ id }) => id)).toEqual([21]);
});
