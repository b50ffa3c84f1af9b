import { childrenQueue } from '@hubtwin/queue';
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
  worker = owned.use(await startWorker({ environment: github.environment }));
  owned.use(await startWorkers(worker.context));
});
afterEach(() => owned.disposeAsync());

const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;

test('requested jobs of a run are fetched together, once', async () => {
  const { commands, world } = github.simulator;
  const scene = { repository: 'storefront', by: 'ada-okafor' };
  const repositoryId = world.repositories.values().find(({ name }) => name === 'storefront')?.id ?? 0;
  const installed = commands.install({ by: 'ada-okafor' }).deliveries;
  const { value: run } = commands.startWorkflowRun({ ...scene, workflow: 'CI' });
  const { deliveries } = commands.completeWorkflowRun({ ...scene, run: run.id });
  // The twin receives the end of the run, but none of its jobs.
  const ofRun = deliveries.filter(({ event }) => event === 'workflow_run');
  await receive(worker, [...installed, ...ofRun]);
  await waitFor('the run', async () => (await query('select 1 from workflow_runs')).length === 1);
  await waitFor(
    'an installation',
    async () => (await query('select 1 from installation_repositories')).length > 0,
  );

  const { queues } = worker.context;
  await Promise.all(
    [1, 2, 3].map(() =>
      queues.enqueue(childrenQueue, { repositoryId, resource: 'workflow_jobs', parentId: run.id }),
    ),
  );
  await waitFor(
    'the record that they were fetched',
    async () => (await query('select jobs_fetched_at from workflow_runs'))[0].jobs_fetched_at !== null,
  );
  const jobs = await query('select name, status, conclusion from workflow_jobs order by name');
  expect(jobs).toEqual([
    { name: 'lint', status: 'completed', conclusion: 'success' },
    { name: 'test', status: 'completed', conclusion: 'success' },
  ]);
});
