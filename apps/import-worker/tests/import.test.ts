import { loadConfig } from '@hubtwin/config';
import { cancelSyncTasks, createSyncJob, findSyncJob, readCursors, retrySyncTasks } from '@hubtwin/database';
import { startSimulator } from '@hubtwin/github-simulator';
import { importQueue } from '@hubtwin/queue';
import { listInstallation, startSyncJob } from '@hubtwin/replication';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { describe, expect, test } from 'vitest';
import { importWorkerSections } from '../src/config.ts';
import { createContext, type ImportWorkerContext } from '../src/context.ts';
import { importOne } from '../src/import-one.ts';
import { importJob } from '../src/jobs/import.ts';
import { planImport } from '../src/plan-import.ts';

/** An import-worker's context, and a simulated organisation in which the App is installed. */
async function start(owned: AsyncDisposableStack, redisUrl?: string) {
  const { simulator, rest, url } = owned.use(
    await startSimulator({ seed: 3, port: 0, scenario: 'quiet', limitPerHour: 1_000_000 }),
  );
  for (const repository of ['storefront', 'orders-api']) {
    simulator.commands.openIssue({ repository, by: 'ada-okafor', title: 'Before the twin' });
  }
  const { value: installation } = simulator.commands.install({ by: 'ada-okafor' });
  const connection = owned.use(await createTestDatabase());
  const config = loadConfig(importWorkerSections, {
    DATABASE_URL: connection.url,
    GITHUB_BASE_URL: url,
    GITHUB_APP_ID: `${simulator.app.id}`,
    GITHUB_APP_PRIVATE_KEY: rest.appKey.privateKey,
    GITHUB_TOKEN: rest.credentials.createPersonalToken({ login: 'ada-okafor' }),
    GITHUB_RATE_LIMIT_STRATEGY: 'aggressive',
    ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  });
  const telemetry = owned.use(await startTelemetry('import-worker', { logLevel: 'silent' }));
  const context = owned.use(createContext(config, telemetry));
  return { simulator, rest, installation, connection, context };
}

/** The import of a repository as a task of a sync job, and its first attempt. */
async function createTask({ simulator, installation, context }: Awaited<ReturnType<typeof start>>) {
  const { database } = context;
  await listInstallation(context, installation.id, { priority: 'high' });
  const repositoryId = simulator.world.names.get('demo-org/storefront') ?? 0;
  const job = { type: 'manual_sync', priority: 'high', installationId: installation.id } as const;
  const tasks = [{ repositoryId, work: 'import' }] as const;
  return {
    task: { jobId: await createSyncJob(database, { ...job, tasks }), repositoryId },
    attempt: { signal: new AbortController().signal, isLastAttempt: false },
  };
}

test('a cancelled import stops within seconds, and continues when it is retried', async () => {
  await using owned = new AsyncDisposableStack();
  const started = await start(owned);
  const { rest, context } = started;
  const { database } = context;
  const { task, attempt } = await createTask(started);

  const fault = rest.faults.add({ fault: { kind: 'latency', ms: 20_000 }, path: '/issues' });
  const importing = importOne(context, task, attempt);
  const scope = `import:${task.jobId}:${task.repositoryId}:labels`;
  await waitFor('a list that is read', async () => (await readCursors(database, [scope])).get(scope));
  await cancelSyncTasks(database, { jobId: task.jobId, repositoryIds: null });
  const cancelledAt = Date.now();
  await importing;
  expect(Date.now() - cancelledAt).toBeLessThan(10_000);
  expect(await findSyncJob(database, task.jobId)).toMatchObject({ status: 'cancelled', errorsCount: 0 });

  rest.faults.remove(fault);
  await retrySyncTasks(database, task.jobId, null);
  rest.log.clear();
  await importOne(context, task, attempt);
  expect(await findSyncJob(database, task.jobId)).toMatchObject({
    status: 'completed',
    repositoriesProcessed: 1,
  });
  const again = rest.log.list().map(({ path }) => path);
  expect(again.some((path) => path.includes('/issues'))).toBe(true);
  expect(
    again.filter((path) => path.includes('/labels')),
    'what was read is not read again',
  ).toEqual([]);
});

test('reviews are imported for a hundred pull requests in a query, and a retry continues after the last one', async () => {
  await using owned = new AsyncDisposableStack();
  const started = await start(owned);
  const { simulator, rest, connection, context } = started;
  const { commands } = simulator;
  const { database } = context;
  const scene = { repository: 'storefront', by: 'ada-okafor' };
  const approve = (number: number) =>
    commands.submitReview({ ...scene, by: 'bram-visser', number, state: 'approved', body: 'Good' });
  let last = 0;
  for (let nth = 0; nth < 110; nth++) {
    commands.createBranch({
      ...scene,
      branch: `side-${nth}`,
      commits: [{ message: 'Side', modified: ['a'] }],
    });
    last = commands.openPullRequest({ ...scene, head: `side-${nth}`, title: 'Side' }).value.number;
    if (nth % 2 === 1) approve(last);
  }
  // More than a query returns: its own list is read.
  for (let nth = 0; nth < 100; nth++) approve(last);
  const { task, attempt } = await createTask(started);
  const repository = simulator.world.repositories.get(task.repositoryId);
  const heads = new Set([
    ...(repository?.branches.values().map(({ head }) => head.sha) ?? []),
    ...(repository?.pullRequests
      .values()
      .flatMap(({ state, head }) => (state === 'open' ? [head.sha] : [])) ?? []),
  ]);
  const fault = rest.faults.add({ fault: { kind: 'latency', ms: 20_000 }, path: '/pulls/[0-9]+/reviews' });
  const importing = importOne(context, task, attempt);
  const scope = `import:${task.jobId}:${task.repositoryId}:reviews`;
  await waitFor('a hundred pull requests', async () => (await readCursors(database, [scope])).get(scope));
  await cancelSyncTasks(database, { jobId: task.jobId, repositoryIds: null });
  await importing;

  rest.faults.remove(fault);
  await retrySyncTasks(database, task.jobId, null);
  rest.log.clear();
  await importOne(context, task, attempt);
  expect(await findSyncJob(database, task.jobId)).toMatchObject({ status: 'completed', errorsCount: 0 });
  const requests = rest.log.list().map(({ path }) => path);
  // One for the reviews, and one for the checks of each fifty heads, which have no statuses.
  expect(requests.filter((path) => path === '/graphql')).toHaveLength(1 + Math.ceil(heads.size / 50));
  expect(requests.filter((path) => /\/commits\/.*\/statuses/.test(path))).toEqual([]);
  expect(requests.filter((path) => path.includes('/reviews'))).toHaveLength(2);
  const { rows } = await connection.pool.query(
    'select id from reviews where repository_id = $1 and deleted_at is null order by id',
    [task.repositoryId],
  );
  const reviews = simulator.world.repositories.get(task.repositoryId)?.reviews.keys() ?? [];
  expect(rows.map(({ id }) => id)).toEqual([...reviews].toSorted((a, b) => a - b));
  expect(rows).toHaveLength(155);
});

test.each(['Postgres', 'Redis'])(
  'an installation is imported, repository by repository, with the queue on %s',
  { timeout: 60_000 },
  async (store) => {
    await using owned = new AsyncDisposableStack();
    const redis = store === 'Redis' ? owned.use(await startTestRedis()) : undefined;
    const { simulator, installation, connection, context } = await start(owned, redis?.url);
    owned.use(await context.queues.runWorker(importJob(context)));

    await context.queues.enqueue(importQueue, {
      kind: 'plan',
      installationId: installation.id,
      repositoryIds: null,
      type: 'auto_import',
      priority: 'low',
    });
    const job = await waitFor('the end of the import', async () => {
      const found = await findSyncJob(context.database, 1);
      return found?.completedAt === null || found === null ? undefined : found;
    });
    const all = [...simulator.world.repositories.values()];
    expect(job, 'the first import has high priority').toMatchObject({
      status: 'completed',
      priority: 'high',
      repositories: all.length,
      repositoriesProcessed: all.length,
    });
    const { rows } = await connection.pool.query(
      'select id, last_synced_at is not null as synced from repositories order by id',
    );
    expect(rows).toEqual(all.map(({ id }) => ({ id, synced: true })).toSorted((a, b) => a.id - b.id));
    const [issues] = (await connection.pool.query('select count(*) as count from issues')).rows;
    expect(issues.count).toBe(all.reduce((sum, { issues }) => sum + issues.size, 0));

    // A repository that is added later has low priority.
    await connection.pool.query('update repositories set last_synced_at = null where id = $1', [all[0]?.id]);
    await context.queues.enqueue(importQueue, {
      kind: 'plan',
      installationId: installation.id,
      repositoryIds: null,
      type: 'auto_import',
      priority: 'low',
    });
    const later = await waitFor(
      'another import',
      async () => (await findSyncJob(context.database, 2)) ?? undefined,
    );
    expect(later).toMatchObject({ priority: 'low', repositories: 1 });
  },
);

describe.each(['Postgres', 'Redis'])('with the queue on %s', (store) => {
  async function startWorker(owned: AsyncDisposableStack) {
    const redis = store === 'Redis' ? owned.use(await startTestRedis()) : undefined;
    const started = await start(owned, redis?.url);
    const { context, installation } = started;
    await listInstallation(context, installation.id, { priority: 'high' });
    owned.use(await context.queues.runWorker(importJob(context)));
    return started;
  }

  const ended = (context: ImportWorkerContext, jobId: number, timeoutMs: number) =>
    waitFor(
      'the end of the import',
      async () => {
        const found = await findSyncJob(context.database, jobId);
        return found?.completedAt === null || found === null ? undefined : found;
      },
      { timeoutMs },
    );

  test('an installation with an exhausted budget does not block places for other credentials', async () => {
    await using owned = new AsyncDisposableStack();
    const { simulator, rest, installation, connection, context } = await startWorker(owned);
    const all = [...simulator.world.repositories.keys()];
    const [paidByToken = 0, ...paidByInstallation] = all;
    expect(paidByInstallation.length).toBeGreaterThanOrEqual(context.config.import.concurrency);
    await connection.pool.query('delete from installation_repositories where repository_id = $1', [
      paidByToken,
    ]);
    rest.budgets.set(`installation:${installation.id}`, 'core', { used: 1_000_000 });

    const job = { type: 'manual_sync', priority: 'high', installationId: null } as const;
    const exhausted = await startSyncJob(context, {
      ...job,
      tasks: paidByInstallation.map((repositoryId) => ({ repositoryId, work: 'import' as const })),
    });
    await waitFor('the first refusal', () => rest.log.list({ status: 403 }).length > 0);
    const tasks = [{ repositoryId: paidByToken, work: 'import' }] as const;
    const other = await startSyncJob(context, { ...job, tasks });
    expect(await ended(context, other, 10_000)).toMatchObject({
      status: 'completed',
      repositoriesProcessed: 1,
    });
    await waitFor('all others to wait', async () => {
      const { delayed = 0, active = 0, failed = 0 } = await context.queues.counts(importQueue);
      return delayed === paidByInstallation.length && active === 0 && failed === 0;
    });
    expect(await findSyncJob(context.database, exhausted)).toMatchObject({
      errorsCount: 0,
      completedAt: null,
    });
  });

  test('a delayed import continues at its cursors', async () => {
    await using owned = new AsyncDisposableStack();
    const { simulator, rest, context } = await startWorker(owned);
    const repositoryId = simulator.world.names.get('demo-org/storefront') ?? 0;
    rest.faults.add({ fault: { kind: 'abuse', retryAfter: 12 }, path: '/commits', count: 1 });
    const job = { type: 'manual_sync', priority: 'high', installationId: null } as const;
    const jobId = await startSyncJob(context, { ...job, tasks: [{ repositoryId, work: 'import' }] });
    await waitFor('the job to wait', async () => (await context.queues.counts(importQueue)).delayed === 1);
    const refusedAt = Date.parse(rest.log.list({ status: 403 })[0]?.at ?? '');
    // Requests of other lists may have been under way at the refusal: what they read is read again.
    const waitsSince = Date.now();
    const scopeOf = (list: string) => `import:${jobId}:${repositoryId}:${list}`;
    const lists = ['labels', 'milestones', 'releases', 'branches'];
    const stored = await readCursors(context.database, lists.map(scopeOf));
    expect(await ended(context, jobId, 60_000)).toMatchObject({ status: 'completed', errorsCount: 0 });
    const after = rest.log.list().filter(({ at }) => Date.parse(at) > waitsSince + 1_000);
    expect(Math.min(...after.map(({ at }) => Date.parse(at))) - refusedAt).toBeGreaterThanOrEqual(11_990);
    const again = lists.filter((list) => after.some(({ path }) => path.includes(`/storefront/${list}`)));
    expect(again.filter((list) => stored.has(scopeOf(list)))).toEqual([]);
  });
});

test('the import of an installation reads the lists of its organisation', async () => {
  await using owned = new AsyncDisposableStack();
  const { simulator, installation, connection, context } = await start(owned);
  simulator.commands.registerRunner({ name: 'shared' });
  const plan = { kind: 'plan', installationId: installation.id, repositoryIds: null } as const;
  const { signal } = new AbortController();
  await planImport(context, { ...plan, type: 'auto_import', priority: 'low' }, signal);
  const { rows } = await connection.pool.query('select name from runners where organization_id is not null');
  expect(rows).toEqual([{ name: 'shared' }]);
});
