import { createSyncJob, findSyncJob, reclaimSyncTasks, trackedRepositories } from '@hubtwin/database';
import { importQueue, probeQueue } from '@hubtwin/queue';
import { enqueueSyncTasks, startRequestedSync, startSyncJob } from '@hubtwin/replication';
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
  await start({ isAutomatic: false });
});
afterEach(() => owned.disposeAsync());

/** @param options `isAutomatic`: whether it also syncs automatically. */
async function start({ isAutomatic }: { isAutomatic: boolean }): Promise<void> {
  const environment = { ...github.environment, GITHUB_ENABLE_AUTO_SYNC: `${isAutomatic}` };
  worker = owned.use(await startWorker({ environment }));
}

const scene = { repository: 'storefront', by: 'ada-okafor' };
const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;

/** Installs the App, starts the workers, and syncs the storefront completely. */
async function syncedStorefront(): Promise<number> {
  owned.use(await startWorkers(worker.context));
  await receive(worker, github.simulator.commands.install({ by: 'ada-okafor' }).deliveries);
  const repositoryId = github.simulator.world.names.get('demo-org/storefront') ?? 0;
  await waitFor('the repositories', async () => {
    const whole = `select 1 from repositories where id = ${repositoryId} and node_id is not null and refetch_reasons is null`;
    return (await query(whole)).length > 0;
  });
  const { database, queues } = worker.context;
  const job = {
    type: 'manual_sync',
    priority: 'high',
    installationId: null,
    tasks: [{ repositoryId, work: 'sync' }],
  } as const;
  const jobId = await startSyncJob({ database, queues }, job);
  await waitFor('the sync', async () => {
    const [row] = await query(`select status from sync_jobs where id = ${jobId}`);
    return row.status === 'completed';
  });
  return repositoryId;
}

test('a change without a delivery is found by the probe and applied', async () => {
  const repositoryId = await syncedStorefront();
  github.simulator.commands.openIssue({ ...scene, title: 'Not reported' });
  await worker.context.queues.enqueue(probeQueue, { kind: 'all', force: true });
  await waitFor('the issue', async () => {
    const rows = await query(
      `select 1 from issues where title = 'Not reported' and repository_id = ${repositoryId}`,
    );
    return rows.length > 0;
  });
  await waitFor('the end of the job', async () => {
    const [row] = await query(`select status, errors_count from sync_jobs where job_type = 'periodic_sync'`);
    return row?.status === 'completed' && row.errors_count === 0;
  });
});

test('the tasks of a sync job that a wiped queue has lost are reclaimed', async () => {
  const repositoryId = await syncedStorefront();
  const { database, queues } = worker.context;
  github.simulator.commands.openIssue({ ...scene, title: 'Forgotten' });
  const jobId = await createSyncJob(database, {
    type: 'manual_sync',
    priority: 'high',
    installationId: null,
    tasks: [{ repositoryId, work: 'probe' }],
  });
  expect(await reclaimSyncTasks(database, { olderThanSeconds: 60, limit: 10 })).toEqual([]);
  await query(
    `update sync_job_repositories set touched_at = now() - interval '61 seconds' where job_id = ${jobId}`,
  );
  const reclaimed = await reclaimSyncTasks(database, { olderThanSeconds: 60, limit: 10 });
  expect(reclaimed).toEqual([{ jobId, repositoryId, work: 'probe', priority: 'high' }]);
  expect(await reclaimSyncTasks(database, { olderThanSeconds: 60, limit: 10 })).toEqual([]);
  await enqueueSyncTasks(queues, [...reclaimed, ...reclaimed]);
  await waitFor(
    'the end of the job',
    async () => (await findSyncJob(database, jobId))?.status === 'completed',
  );
  expect(await query(`select 1 from issues where title = 'Forgotten'`)).toHaveLength(1);
});

test('a requested sync skips recently synced repositories, unless it is forced', async () => {
  const repositoryId = await syncedStorefront();
  const { database } = worker.context;
  const wanted = { type: 'manual_sync', priority: 'high', installationId: null } as const;
  const ask = async (force: boolean, minAgeMinutes: number) => {
    const options = { repositoryIds: [repositoryId], force, minAgeMinutes, ...wanted };
    const jobId = await startRequestedSync(worker.context, options);
    return await waitFor('the end of the job', async () => {
      const job = await findSyncJob(database, jobId);
      return job?.completedAt == null ? undefined : job;
    });
  };
  github.rest.log.clear();
  const skipped = await ask(false, 10);
  expect(skipped).toMatchObject({
    status: 'completed',
    repositories: 0,
    details: { forced: false, skipped: 1 },
  });
  expect(github.rest.log.list()).toEqual([]);
  expect(await ask(false, 0)).toMatchObject({ status: 'completed', requestsUsed: 2 });
  expect(github.rest.log.list().map(({ route }) => route)).toEqual([
    'POST /graphql',
    'GET /repos/:owner/:repo/actions/runners',
  ]);
  const forced = await ask(true, 10);
  expect(forced).toMatchObject({ status: 'completed', details: { forced: true, skipped: 0 } });
  expect(forced.requestsUsed).toBeGreaterThan(10);
});

test('a repository is due once an interval, which may be its own, and not while a sync job processes it', async () => {
  const repositoryId = await syncedStorefront();
  const { database } = worker.context;
  // Intervals begin at multiples of their length: this one will not end while the test runs.
  const century = 100 * 365 * 24 * 60;
  const due = { intervalMinutes: century, minAgeMinutes: 0 };
  const isDue = async () => {
    const among = { repositoryIds: [repositoryId] };
    return (await trackedRepositories(database, { among, due, after: 0, limit: 10 })).length === 1;
  };
  const set = (columns: string) => query(`update repositories set ${columns} where id = ${repositoryId}`);
  await set(`probed_at = null`);
  expect(await isDue()).toBe(true);
  await set(`probed_at = now() - interval '16 minutes'`);
  expect(await isDue()).toBe(false);
  await set(`sync_interval_minutes = 15`);
  expect(await isDue()).toBe(true);
  await set(`sync_interval_minutes = null, probed_at = null`);
  due.minAgeMinutes = 10;
  expect(await isDue()).toBe(false);
  await set(`last_synced_at = now() - interval '11 minutes'`);
  expect(await isDue()).toBe(true);
  // Written while the clock was three days ahead.
  due.intervalMinutes = 15;
  await set(`probed_at = now() + interval '3 days', last_synced_at = now() + interval '3 days'`);
  expect(await isDue()).toBe(true);
  const tasks = [{ repositoryId, work: 'sync' }] as const;
  await createSyncJob(database, { type: 'manual_sync', priority: 'low', installationId: null, tasks });
  expect(await isDue()).toBe(false);
});

test('the runners of an organisation are read with the probe, and missing ones are deleted', async () => {
  await syncedStorefront();
  const { queues } = worker.context;
  const { commands } = github.simulator;
  const { value: runner } = commands.registerRunner({ organisation: 'demo-org', name: 'builder' });
  const rows = () =>
    query(`select name, status, deleted_at is not null as deleted from runners where scope like 'orgs/%'`);
  await queues.enqueue(probeQueue, { kind: 'all', force: true });
  await waitFor('the runner', async () => (await rows()).some(({ deleted }) => !deleted));
  commands.removeRunner({ runner: runner.id });
  await queues.enqueue(probeQueue, { kind: 'all', force: true });
  await waitFor('its end', async () => (await rows()).every(({ deleted }) => deleted));
});

test('a repository that an installation cannot access any more is unlinked, and not deleted', async () => {
  const repositoryId = await syncedStorefront();
  const [installation] = github.simulator.world.installations.values();
  if (installation === undefined) throw new Error('not installed');
  installation.selection = 'selected';
  // GitHub's list may lag behind a delivery: a link that is new stays.
  await query(`update installation_repositories set synced_at = synced_at - interval '2 minutes'`);
  await worker.context.queues.enqueue(probeQueue, { kind: 'all', force: true });
  const link = `select deleted_at from installation_repositories where repository_id = ${repositoryId}`;
  await waitFor('the end of the link', async () => (await query(link))[0]?.deleted_at !== null);
  expect(await query(`select deleted_at from repositories where id = ${repositoryId}`)).toEqual([
    { deleted_at: null },
  ]);
});

test('a new repository is linked and imported if the App has access to all repositories', async () => {
  await start({ isAutomatic: true });
  await syncedStorefront();
  const { commands } = github.simulator;
  const { value: created, deliveries } = commands.createRepository({
    repository: 'brand-new',
    by: 'ada-okafor',
  });
  const links = () => query(`select 1 from installation_repositories where repository_id = ${created.id}`);
  await receive(worker, deliveries);
  await waitFor('the link', async () => (await links()).length === 1);
  await waitFor('the plan', async () => {
    const { waiting = 0, prioritized = 0, delayed = 0 } = await worker.context.queues.counts(importQueue);
    return waiting + prioritized + delayed >= 2;
  });
});

test('an installation that is created has its repositories imported', async () => {
  await start({ isAutomatic: true });
  owned.use(await startWorkers(worker.context));
  await receive(worker, github.simulator.commands.install({ by: 'ada-okafor' }).deliveries);
  await waitFor('the plan', async () => {
    const { waiting = 0, prioritized = 0, delayed = 0 } = await worker.context.queues.counts(importQueue);
    // A probe that runs meanwhile may plan what was never imported, too.
    return waiting + prioritized + delayed >= 1;
  });
});

test('new permissions are used at once, by every process that had a token with the old ones', async () => {
  await syncedStorefront();
  const { world, commands } = github.simulator;
  const [installation] = world.installations.values();
  if (installation === undefined) throw new Error('not installed');
  const { environment } = github;
  const other = owned.use(await startWorker({ environment, databaseUrl: worker.connection.url }));
  const of = { owner: 'demo-org', repo: 'storefront' };
  const list = ({ context }: TestWorker) =>
    context.github
      .forInstallation(installation.id)
      .fetch('GET /repos/{owner}/{repo}/hooks', of, { retry: false });
  for (const client of [worker, other]) await expect(list(client)).rejects.toMatchObject({ status: 403 });
  const permissions = { repository_hooks: 'write' } as const;
  await receive(worker, commands.acceptPermissions({ by: 'ada-okafor', permissions }).deliveries);
  await waitFor('the permissions', async () => {
    const [row] = await query(`select permissions->>'repository_hooks' as hooks from installations`);
    return row.hooks === 'write';
  });
  for (const client of [worker, other]) expect((await list(client)).status).toBe(200);
});

test('after the App is installed again, changes in between are synced', async () => {
  const repositoryId = await syncedStorefront();
  const { commands } = github.simulator;
  await receive(worker, commands.uninstall({ by: 'ada-okafor' }).deliveries);
  await waitFor('the end of the installation', async () => {
    const [row] = await query(`select deleted_at from installations`);
    return row.deleted_at !== null;
  });
  commands.openIssue({ ...scene, title: 'While it was away' });
  await receive(worker, commands.install({ by: 'ada-okafor' }).deliveries);
  await waitFor('the issue', async () => {
    const rows = await query(
      `select 1 from issues where title = 'While it was away' and repository_id = ${repositoryId}`,
    );
    return rows.length > 0;
  });
});

test('after an unsuspension, commits that were pushed to side branches in between are stored', async () => {
  await syncedStorefront();
  const { commands } = github.simulator;
  await receive(worker, commands.createBranch({ ...scene, branch: 'known' }).deliveries);
  await receive(worker, commands.suspendInstallation({ by: 'ada-okafor' }).deliveries);
  await waitFor('the suspension', async () => {
    const [row] = await query(`select suspended_at from installations`);
    return row.suspended_at !== null;
  });
  commands.createBranch({ ...scene, branch: 'new' });
  const pushed = ['known', 'new'].flatMap((branch) =>
    Array.from({ length: 3 }, (_, n) =>
      commands.push({ ...scene, branch, commits: [{ message: `${branch} ${n}` }] }),
    ),
  );
  expect(pushed.flatMap(({ deliveries }) => deliveries)).toEqual([]);
  await receive(worker, commands.unsuspendInstallation({ by: 'ada-okafor' }).deliveries);
  await waitFor('the commits', async () => {
    const rows = await query(`select 1 from commits where message ~ '^(known|new) [012]$'`);
    return rows.length === 6;
  });
});
