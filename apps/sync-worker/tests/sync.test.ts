import { createSyncJob } from '@hubtwin/database';
import { importQueue, syncQueue } from '@hubtwin/queue';
import { waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkers } from '../src/start-workers.ts';
import { receive, type SimulatedGitHub, startSimulatedGitHub } from './simulated-github.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

let owned: AsyncDisposableStack;
let github: SimulatedGitHub;
let worker: TestWorker;

beforeEach(async () => {
  owned = new AsyncDisposableStack();
  github = owned.use(await startSimulatedGitHub());
  const environment = { ...github.environment, SYNC_INTERVAL_MINUTES: '60' };
  worker = owned.use(await startWorker({ environment }));
});
afterEach(() => owned.disposeAsync());

const scene = { repository: 'storefront', by: 'ada-okafor' };
const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;

/** Installs the App, starts the workers, and has the storefront synced as a whole. */
async function syncedStorefront(): Promise<number> {
  owned.use(await startWorkers(worker.context));
  await receive(worker, github.simulator.commands.install({ by: 'ada-okafor' }).deliveries);
  const repositoryId = github.simulator.world.names.get('demo-org/storefront') ?? 0;
  await waitFor('the repositories', async () => {
    const whole = `select 1 from repositories where id = ${repositoryId} and node_id is not null and doubts is null`;
    return (await query(whole)).length > 0;
  });
  const { database, queues } = worker.context;
  const job = {
    type: 'manual_sync',
    priority: 'high',
    installationId: null,
    repositoryIds: [repositoryId],
  } as const;
  const jobId = await createSyncJob(database, job);
  await queues.enqueue(syncQueue, { kind: 'repository', jobId, repositoryId, resources: null });
  await waitFor('the sync', async () => {
    const [row] = await query(`select status from sync_jobs where id = ${jobId}`);
    return row.status === 'completed';
  });
  return repositoryId;
}

test('what moved without a delivery is found by the probe and mended', async () => {
  const repositoryId = await syncedStorefront();
  github.simulator.commands.openIssue({ ...scene, title: 'Nobody told' });
  await worker.context.queues.enqueue(syncQueue, { kind: 'all' });
  await waitFor('the issue', async () => {
    const rows = await query(
      `select 1 from issues where title = 'Nobody told' and repository_id = ${repositoryId}`,
    );
    return rows.length > 0;
  });
  await waitFor('the end of the job', async () => {
    const [row] = await query(`select status, errors_count from sync_jobs where job_type = 'periodic_sync'`);
    return row?.status === 'completed' && row.errors_count === 0;
  });
});

test('what an installation does not see any more is unlinked, and not deleted', async () => {
  const repositoryId = await syncedStorefront();
  const [installation] = github.simulator.world.installations.values();
  if (installation === undefined) throw new Error('not installed');
  installation.selection = 'selected';
  await worker.context.queues.enqueue(syncQueue, { kind: 'all' });
  const link = `select deleted_at from installation_repositories where repository_id = ${repositoryId}`;
  await waitFor('the end of the link', async () => (await query(link))[0]?.deleted_at !== null);
  expect(await query(`select deleted_at from repositories where id = ${repositoryId}`)).toEqual([
    { deleted_at: null },
  ]);
});

test('an installation that is created has its repositories imported', async () => {
  owned.use(await startWorkers(worker.context));
  await receive(worker, github.simulator.commands.install({ by: 'ada-okafor' }).deliveries);
  await waitFor('the plan', async () => {
    const { waiting = 0, prioritized = 0, delayed = 0 } = await worker.context.queues.counts(importQueue);
    return waiting + prioritized + delayed === 1;
  });
});
