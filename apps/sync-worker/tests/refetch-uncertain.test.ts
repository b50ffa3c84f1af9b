import { randomUUID } from 'node:crypto';
import { waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sweepRefetches } from '../src/follow-ups/enqueue-refetches.ts';
import { startWorkers } from '../src/start-workers.ts';
import { receive, type SimulatedGitHub, startSimulatedGitHub } from './simulated-github.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

let owned: AsyncDisposableStack;
let github: SimulatedGitHub;
let worker: TestWorker;

beforeEach(async () => {
  owned = new AsyncDisposableStack();
  github = owned.use(await startSimulatedGitHub());
  worker = owned.use(await startWorker({ environment: github.environment }));
  owned.use(await startWorkers(worker.context));
});
afterEach(() => owned.disposeAsync());

const scene = { repository: 'storefront', by: 'ada-okafor' };
const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;
const noUncertainObjects = (table: string) =>
  waitFor(`the end of all refetches of ${table}`, async () => {
    const [row] = await query(`select count(*) as count from ${table} where refetch_reasons is not null`);
    return row.count === 0;
  });
const requests = (route: string) => github.rest.log.list({ route });

/** The App is installed, so that the worker has a credential. */
async function install(): Promise<void> {
  await receive(worker, github.simulator.commands.install({ by: 'ada-okafor' }).deliveries);
  await waitFor(
    'the repositories',
    async () => (await query('select 1 from installation_repositories')).length > 0,
  );
}

test('repositories that an installation reports by name only are fetched, and become complete', async () => {
  await install();
  await noUncertainObjects('repositories');
  const rows = await query('select full_name, default_branch, description from repositories order by id');
  const truth = [...github.simulator.world.repositories.values()].toSorted((a, b) => a.id - b.id);
  expect(rows).toEqual(
    truth.map(({ name, defaultBranch, description }) => ({
      full_name: `demo-org/${name}`,
      default_branch: defaultBranch,
      description,
    })),
  );
});

test('an edited label is refetched by one list, for any number of edits', async () => {
  await install();
  const { commands } = github.simulator;
  const edits = [1, 2, 3].flatMap(
    (nth) => commands.editLabel({ ...scene, name: 'bug', description: `edit ${nth}` }).deliveries,
  );
  // The last edit arrives first: the order of arrival does not help here.
  await receive(worker, edits.toReversed());
  await waitFor(
    'the labels',
    async () => (await query(`select 1 from labels where name = 'bug'`)).length > 0,
  );
  await noUncertainObjects('labels');
  expect(await query(`select description from labels where name = 'bug'`)).toEqual([
    { description: 'edit 3' },
  ]);
  expect(requests('GET /repos/:owner/:repo/labels')).toHaveLength(1);
});

test('the commits of pushes become complete by one list an hour, not one by one', async () => {
  await install();
  const { commands } = github.simulator;
  const pushes = [1, 2, 3].flatMap((nth) => {
    const commits = [1, 2, 3, 4].map((each) => ({ message: `${nth}.${each}` }));
    return commands.push({ ...scene, branch: 'main', commits }).deliveries;
  });
  await receive(worker, pushes);
  await waitFor('the commits', async () => (await query('select 1 from commits')).length >= 12);
  await sweepRefetches(worker.context);
  await noUncertainObjects('repositories');
  expect(requests('GET /repos/:owner/:repo/commits')).toEqual([]);
  await query(`update commits set synced_at = synced_at - interval '61 minutes'`);
  await sweepRefetches(worker.context);
  await noUncertainObjects('commits');
  const [row] = await query(`select count(*) as count from commits where parents is null`);
  expect(row.count).toBe(0);
  expect(requests('GET /repos/:owner/:repo/commits')).toHaveLength(1);
});

test('two contents of one second are resolved by a fetch', async () => {
  await install();
  const { commands } = github.simulator;
  const opened = commands.openIssue({ ...scene, title: 'First' });
  const { number } = opened.value;
  const edited = commands.editIssue({ ...scene, number, title: 'Second' });
  await receive(worker, [...edited.deliveries, ...opened.deliveries]);
  await waitFor('the issue', async () => (await query('select 1 from issues')).length === 1);
  await noUncertainObjects('issues');
  expect(await query('select title from issues')).toEqual([{ title: 'Second' }]);
});

test('an object that is not found by its refetch is deleted', async () => {
  await install();
  const { commands } = github.simulator;
  const opened = commands.openIssue({ ...scene, title: 'First' });
  const { number } = opened.value;
  const edited = commands.editIssue({ ...scene, number, title: 'Second' });
  // The deliveries of its deletion are lost.
  commands.deleteIssue({ ...scene, number });
  await receive(worker, [...edited.deliveries, ...opened.deliveries]);
  await waitFor('the issue', async () => (await query('select 1 from issues')).length === 1);
  await noUncertainObjects('issues');
  const [row] = await query('select deleted_at from issues');
  expect(row.deleted_at).toBeInstanceOf(Date);
});

test('an inaccessible object is not mistaken for deleted', async () => {
  await install();
  const { commands } = github.simulator;
  const opened = commands.openIssue({ ...scene, title: 'First' });
  const { number } = opened.value;
  const edited = commands.editIssue({ ...scene, number, title: 'Second' });
  const [installation] = github.simulator.world.installations.values();
  if (installation === undefined) throw new Error('not installed');
  await noUncertainObjects('repositories');
  installation.selection = 'selected';
  installation.repositoryIds.clear();
  await receive(worker, [...edited.deliveries, ...opened.deliveries]);
  await waitFor('the issue', async () => (await query('select 1 from issues')).length === 1);
  await waitFor('the request', () => requests('GET /repositories/:id').some(({ status }) => status === 404));
  const [row] = await query('select deleted_at from issues');
  expect(row).toEqual({ deleted_at: null });
});

test('of two names of an account on one day a fetch determines the current one', async () => {
  await install();
  const { deliveries } = github.simulator.commands.star({ ...scene, by: 'bram-visser' });
  const older = deliveries.map((delivery) => ({
    ...delivery,
    guid: randomUUID(),
    body: delivery.body.replaceAll('"login":"bram-visser"', '"login":"bram-before"'),
  }));
  await receive(worker, [...deliveries, ...older]);
  await waitFor(
    'the account',
    async () => (await query(`select 1 from accounts where login like 'bram-%'`)).length === 1,
  );
  await noUncertainObjects('accounts');
  expect(await query(`select login, type from accounts where login like 'bram-%'`)).toEqual([
    { login: 'bram-visser', type: 'User' },
  ]);
  expect(requests('GET /user/:account_id')).toHaveLength(1);
});
