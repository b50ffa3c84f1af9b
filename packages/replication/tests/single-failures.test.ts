import { resources } from '@hubtwin/resources';
import { expect, test } from 'vitest';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const name = 'demo-org/monolith';
const scene = { repository: 'monolith', by: 'ada-okafor' };
const sizes = { commits: 5, issues: 12, pullRequests: 0, runs: 1, branches: 1, labels: 1, releases: 0 };
const world = { repositories: 0, sized: [{ name: 'monolith', ...sizes }] };

const contextOf = ({ connection: { database }, github }: TestTwin) =>
  ({ database, github, priority: 'high' }) as const;
const idOf = (twin: TestTwin) => twin.repositoryIdOf(name);
const numbers = async ({ connection: { pool } }: TestTwin, query: string) =>
  (await pool.query(query)).rows.map(({ number }) => Number(number)).toSorted((a, b) => a - b);

/** GitHub answers 500 for one object, every time. */
const breakItem = ({ running }: TestTwin, path: string) =>
  running.rest.faults.add({ fault: { kind: 'status', status: 500 }, path: `${path}$` });

test.each(['list', 'refetch'])(
  'an object that GitHub cannot return does not hide the deletion of others from a %s',
  { timeout: 60_000 },
  async (by) => {
    await using twin = await startTwin(world);
    await twin.importAll([name]);
    const { running, connection } = twin;
    running.simulator.shiftTime(120_000);
    const [broken = 0, ...others] = (await numbers(twin, 'select number from issues')).slice(0, 3);
    for (const number of [broken, ...others]) running.simulator.commands.deleteIssue({ ...scene, number });
    const fault = breakItem(twin, `/issues/${broken}`);
    const deleted = () => numbers(twin, 'select number from issues where deleted_at is not null');
    const issues = resources.find(({ name }) => name === 'issues');
    if (issues === undefined) throw new Error('there are no issues');
    const readAgain = async () => {
      if (by === 'list')
        return (await syncRepository(idOf(twin), ['issues'], { ...contextOf(twin), isFull: true })).lists;
      await connection.pool.query(
        `update issues set refetch_reasons = '{"unordered": " 2099"}' where number = any($1) and deleted_at is null`,
        [[broken, ...others]],
      );
      await refetchUncertain(issues, idOf(twin), contextOf(twin));
      // What is not found is requested twice.
      running.simulator.shiftTime(240_000);
      await refetchUncertain(issues, idOf(twin), contextOf(twin));
      return null;
    };
    const result = await readAgain().catch((error: unknown) => `${error}`);
    expect(await deleted()).toEqual(others);
    if (by === 'list') expect(result).toMatchObject([{ resource: 'issues', state: 'failed' }]);

    running.rest.faults.remove(fault);
    await readAgain();
    expect(await deleted()).toEqual([broken, ...others]);
  },
);

test('an object that GitHub cannot return among many does not hide the deletion of later ones', async () => {
  const many = 560;
  await using twin = await startTwin({
    repositories: 0,
    sized: [{ name: 'monolith', ...sizes, issues: many }],
  });
  await twin.importAll([name]);
  const { running } = twin;
  running.simulator.shiftTime(120_000);
  const [broken = 0, ...others] = await numbers(twin, 'select number from issues');
  for (const number of [broken, ...others]) running.simulator.commands.deleteIssue({ ...scene, number });
  breakItem(twin, `/issues/${broken}`);
  const { lists } = await syncRepository(idOf(twin), ['issues'], { ...contextOf(twin), isFull: true });
  expect(lists).toMatchObject([{ resource: 'issues', state: 'failed' }]);
  expect(await numbers(twin, 'select number from issues where deleted_at is not null')).toEqual(others);
});

test('a run that GitHub cannot return does not hide the end of others', { timeout: 60_000 }, async () => {
  await using twin = await startTwin(world);
  const { running, connection } = twin;
  const { commands, world: simulated } = running.simulator;
  const workflow = simulated.repositories.get(idOf(twin))?.workflows[0]?.name ?? '';
  const runs = [1, 2, 3].map(() => commands.startWorkflowRun({ ...scene, workflow }).value.id);
  await twin.importAll([name]);
  running.simulator.shiftTime(600_000);
  // A newer one, which was read: the list of changes ends there.
  commands.startWorkflowRun({ ...scene, workflow });
  await syncRepository(idOf(twin), ['workflow_runs'], contextOf(twin));
  for (const run of runs) commands.completeWorkflowRun({ ...scene, run });
  running.simulator.shiftTime(1_200_000);
  const [broken = 0, ...others] = runs;
  breakItem(twin, `/actions/runs/${broken}`);
  running.rest.faults.add({
    fault: {
      kind: 'answer',
      status: 200,
      body: '{"total_count":0,"workflow_runs":[]}',
      headers: { 'content-type': 'application/json' },
    },
    path: '/actions/runs\\?',
  });
  await syncRepository(idOf(twin), ['workflow_runs'], contextOf(twin));
  const { rows } = await connection.pool.query(
    `select id from workflow_runs where status = 'completed' order by id`,
  );
  expect(rows.map(({ id }) => Number(id))).toEqual(expect.arrayContaining(others));
});
