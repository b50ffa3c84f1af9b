import { createSyncJob, findFailingInstallations, findRestrictions } from '@hubtwin/database';
import { expect, test } from 'vitest';
import { probeInstallation } from '../src/sync/probe-installation.ts';
import { runPass } from '../src/sync/run-pass.ts';
import { syncOne } from '../src/sync/sync-one.ts';
import { openSyncedScene } from './synced-scene.ts';

const { signal } = new AbortController();
const tooLarge =
  'The history or contributor list is too large to list contributors for this repository via the API.';

test('a list that GitHub refuses is reported, while the repository counts as synced, also after the next probe', async () => {
  await using scene = await openSyncedScene();
  const { github, worker, query, sync } = scene;
  github.rest.faults.add({
    fault: { kind: 'refusal', status: 403, message: tooLarge },
    path: '/contributors',
  });
  const named = `contributors: refused (${tooLarge})`;
  expect(await sync('full')).toEqual({
    job: 'completed',
    status: 'completed',
    error: named,
    last_sync_error: named,
    is_synced: true,
  });
  const [installation] = github.simulator.world.installations.keys();
  github.rest.log.clear();
  await probeInstallation(worker.context, { installationId: installation ?? 0, force: true }, signal);
  const rows = await query(`select last_sync_error from repositories where id = ${scene.storefront}`);
  expect(rows).toEqual([{ last_sync_error: named }]);
  const passes = `select status, open_tasks, requests_used, details - 'left_out' as details from sync_jobs
                   where job_type = 'periodic_sync'`;
  // The runners of a repository show nowhere but in their list, and runs that are run again in their check suites.
  expect(
    await query(
      `select p.resources from sync_job_repositories as p join sync_jobs as j on j.id = p.job_id
        where j.job_type = 'periodic_sync'`,
    ),
  ).toEqual([{ resources: ['runners'] }]);
  expect(await query(passes), 'nothing else to sync').toEqual([
    {
      status: 'pending',
      open_tasks: 1,
      requests_used: 1,
      details: { probed: 1, changed: 0, inaccessible: 0 },
    },
  ]);
  github.rest.faults.clear();
  expect(await sync('full')).toMatchObject({ job: 'completed', error: null, last_sync_error: null });
});

test('a failing list fails its task with its name, while the others count as synced', async () => {
  await using scene = await openSyncedScene();
  scene.github.rest.faults.add({
    fault: { kind: 'refusal', status: 409, message: 'Conflict' },
    path: '/labels',
  });
  expect(await scene.sync('full')).toMatchObject({
    job: 'failed',
    error: expect.stringMatching(/^labels: failed \(.*Conflict\)$/),
    is_synced: true,
  });
});

const page = '<html><body><h1>Forbidden</h1><p>Access denied by policy.</p></body></html>';
test.each([
  [
    'a page of HTML with 403',
    { status: 403, body: page },
    '/labels',
    /^labels: refused \(Forbidden Access denied by policy\.\)$/,
  ],
  [
    'a page of HTML with 500',
    { status: 500, body: page },
    '/milestones',
    /^milestones: failed \(.*Forbidden Access/,
  ],
  ['JSON of another shape', { status: 200, body: '{"unexpected":true}' }, '/releases', /^releases: /],
  [
    '403 without a message',
    { status: 403, body: '{}', headers: { 'content-type': 'application/json' } },
    '/branches',
    /^branches: refused \(GitHub answered 403\)$/,
  ],
])(
  '%s is reported in the sync job, in last_sync_error and in the restrictions',
  async (_, answer, path, line) => {
    await using scene = await openSyncedScene();
    scene.github.rest.faults.add({ fault: { kind: 'answer', ...answer }, path });
    const { error, last_sync_error: lastError } = await scene.sync('full');
    expect(error).toMatch(line);
    expect(lastError).toBe(error);
    const shown = await findRestrictions(scene.worker.context.database, scene.storefront);
    expect(shown.map(({ resource, state, reason }) => `${resource}: ${state} (${reason})`).join('\n')).toBe(
      error,
    );
  },
);

test('a blocked repository fails alone with its name, and a probe reads no list of it', async () => {
  await using scene = await openSyncedScene();
  const { github, worker, storefront, query, sync } = scene;
  github.simulator.commands.blockRepository({ repository: 'storefront', by: 'ada-okafor' });
  const ended = { job: 'failed', is_synced: false };
  expect(await sync('full')).toMatchObject({ ...ended, error: expect.stringContaining('blocked') });
  expect(await sync('probe')).toMatchObject({ ...ended, error: expect.stringContaining('blocked') });
  const [installation] = github.simulator.world.installations.keys();
  await probeInstallation(worker.context, { installationId: installation ?? 0, force: true }, signal);
  github.rest.log.clear();
  await probeInstallation(worker.context, { installationId: installation ?? 0, force: true }, signal);
  const listed = github.rest.log.list({ route: 'GET /installation/repositories' });
  expect(
    listed.filter(({ status }) => status !== 304),
    'the list is compared, and not read',
  ).toEqual([]);
  const [row] = await query(
    `select inaccessible_since, deleted_at, last_sync_error from repositories where id = ${storefront}`,
  );
  expect(row).toMatchObject({ inaccessible_since: null, deleted_at: null });
  expect(row?.last_sync_error).toContain('repositories: blocked (Repository access blocked');
});

test('a sync after a probe costs the lists only, because the probe has confirmed the name', async () => {
  await using scene = await openSyncedScene();
  const { github, worker, storefront, query, sync } = scene;
  await sync('full');
  github.simulator.shiftTime(120_000);
  github.simulator.commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title: 'Not reported' });
  const [installation] = github.simulator.world.installations.keys();
  await probeInstallation(worker.context, { installationId: installation ?? 0, force: true }, signal);
  const [job] = await query(`select id from sync_jobs where job_type = 'periodic_sync'`);
  github.rest.log.clear();
  const task = { jobId: Number(job?.id), repositoryId: storefront };
  await syncOne(worker.context, task, { signal, isLastAttempt: true });
  expect(
    github.rest.log
      .list()
      .map(({ route }) => route)
      .toSorted(),
  ).toEqual(['GET /repos/:owner/:repo/actions/runners', 'GET /repos/:owner/:repo/issues']);
  expect(await query(`select 1 from issues where title = 'Not reported'`)).toHaveLength(1);
});

test('a failing probe of an installation is one job with its name, also repeatedly, and refused runners are reported', async () => {
  await using scene = await openSyncedScene();
  const { github, worker, query } = scene;
  const [installationId = 0] = github.simulator.world.installations.keys();
  const pass = { kind: 'probe', installationId, force: true } as const;
  const failing = () => findFailingInstallations(worker.context.database);
  const suspended = 'This installation has been suspended';
  github.rest.faults.add({ fault: { kind: 'refusal', status: 403, message: suspended }, path: '/graphql' });
  const attempt = (isLastAttempt: boolean) =>
    expect(runPass(worker.context, pass, { signal, isLastAttempt })).rejects.toThrow(suspended);
  await attempt(false);
  expect(await failing(), 'it is tried again').toEqual([]);
  await attempt(true);
  await attempt(true);
  const failed = `select error_message, details from sync_jobs where job_type = 'periodic_sync' and status = 'failed'`;
  const error = `GitHubPermissionError: ${suspended}`;
  expect(await query(failed)).toEqual([{ error_message: error, details: { attempts: 2 } }]);
  expect(await failing()).toMatchObject([{ installationId, account: 'demo-org', reason: error }]);

  github.rest.faults.clear();
  const message = 'Resource not accessible by integration';
  github.rest.faults.add({
    fault: { kind: 'refusal', status: 403, message },
    path: '/orgs/demo-org/actions/runners',
  });
  await runPass(worker.context, pass, { signal, isLastAttempt: true });
  expect(await failing()).toMatchObject([
    { installationId, reason: `runners of demo-org: refused (${message})` },
  ]);
  github.rest.faults.clear();
  await runPass(worker.context, pass, { signal, isLastAttempt: true });
  expect(await failing()).toEqual([]);
});

test('a sync is logged at info with its result, and its job with the last repository', async () => {
  await using scene = await openSyncedScene();
  const lines: [object, string][] = [];
  const { context } = scene.worker;
  const logger = Object.create(context.logger, {
    info: { value: (fields: object, message: string) => void lines.push([fields, message]) },
  });
  const tasks = [{ repositoryId: scene.storefront, work: 'probe' }] as const;
  const job = { type: 'manual_sync', priority: 'high', installationId: null, tasks } as const;
  const jobId = await createSyncJob(context.database, job);
  const task = { jobId, repositoryId: scene.storefront };
  await syncOne({ ...context, logger }, task, { signal, isLastAttempt: true });
  const common = { sync_job: jobId, job_type: 'manual_sync', status: 'completed' };
  expect(lines).toMatchObject([
    [
      {
        ...common,
        repository_id: scene.storefront,
        work: 'probe',
        error: null,
        requests: expect.any(Number),
      },
      'repository synced',
    ],
    [{ ...common, repositories: 1, errors: 0, requests: expect.any(Number) }, 'sync job ended'],
  ]);
});

test('the next attempt requests failed lists only, and restrictions of the others stay reported', async () => {
  await using scene = await openSyncedScene({ GITHUB_RETRY_COUNT: '0' });
  const { github, worker, storefront, query } = scene;
  const { database } = worker.context;
  const { faults, log } = github.rest;
  faults.add({ fault: { kind: 'refusal', status: 403, message: tooLarge }, path: '/contributors' });
  faults.add({ fault: { kind: 'status', status: 500 }, path: '/labels' });
  const run = github.simulator.commands.startWorkflowRun({
    repository: 'storefront',
    by: 'ada-okafor',
    workflow: 'CI',
  }).value;
  const jobs = faults.add({ fault: { kind: 'status', status: 500 }, path: `/runs/${run.id}/jobs` });
  const tasks = [{ repositoryId: storefront, work: 'full' }] as const;
  const job = { type: 'manual_sync', priority: 'high', installationId: null, tasks } as const;
  const task = { jobId: await createSyncJob(database, job), repositoryId: storefront };
  await expect(syncOne(worker.context, task, { signal, isLastAttempt: false })).rejects.toThrow();

  faults.remove(jobs);
  log.clear();
  await syncOne(worker.context, task, { signal, isLastAttempt: true });
  const lists = log
    .list()
    .flatMap(({ route }) => /^GET \/repos\/:owner\/:repo\/(.*)$/.exec(route ?? '')?.[1] ?? []);
  expect(lists.toSorted()).toEqual(['actions/runs', 'actions/runs/:run_id/jobs', 'labels']);
  const error = `contributors: refused (${tooLarge})\nlabels: failed (GitHubServerError: Server Error)`;
  const ended = `select p.status, p.error, r.last_sync_error, r.last_synced_at > now() - interval '1 minute' as is_synced
                   from sync_job_repositories as p join repositories as r on r.id = p.repository_id
                  where p.job_id = ${task.jobId}`;
  expect(await query(ended)).toEqual([{ status: 'failed', error, last_sync_error: error, is_synced: true }]);
});

test('a list that failed in the sync before is requested once, and one that fails now is retried', async () => {
  await using scene = await openSyncedScene({ GITHUB_RETRY_COUNT: '0' });
  const { github, worker, storefront, query } = scene;
  const { database } = worker.context;
  const { faults, log } = github.rest;
  faults.add({ fault: { kind: 'status', status: 500 }, path: '/labels' });
  const begin = async () => {
    const tasks = [{ repositoryId: storefront, work: 'full' }] as const;
    const job = { type: 'manual_sync', priority: 'high', installationId: null, tasks } as const;
    return { jobId: await createSyncJob(database, job), repositoryId: storefront };
  };
  const endOf = async ({ jobId }: { jobId: number }) =>
    (await query(`select status, error from sync_job_repositories where job_id = ${jobId}`))[0];
  const failed = 'labels: failed (GitHubServerError: Server Error)';
  const first = await begin();
  for (const isLastAttempt of [false, false])
    await expect(syncOne(worker.context, first, { signal, isLastAttempt })).rejects.toThrow();
  await syncOne(worker.context, first, { signal, isLastAttempt: true });
  expect(await endOf(first)).toEqual({ status: 'failed', error: failed });

  const second = await begin();
  await syncOne(worker.context, second, { signal, isLastAttempt: false });
  expect(await endOf(second)).toEqual({ status: 'failed', error: failed });

  const third = await begin();
  const milestones = faults.add({ fault: { kind: 'status', status: 500 }, path: '/milestones' });
  await expect(syncOne(worker.context, third, { signal, isLastAttempt: false })).rejects.toThrow();
  faults.remove(milestones);
  log.clear();
  await syncOne(worker.context, third, { signal, isLastAttempt: false });
  expect(log.list().map(({ route }) => route)).toEqual([
    'GET /repositories/:id',
    'GET /repos/:owner/:repo/milestones',
  ]);
  expect(await endOf(third)).toEqual({ status: 'failed', error: failed });

  faults.clear();
  const fourth = await begin();
  await syncOne(worker.context, fourth, { signal, isLastAttempt: false });
  expect(await endOf(fourth)).toEqual({ status: 'completed', error: null });
});
