import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const storefront = '/repos/demo-org/storefront';

async function serve() {
  const github = await serveAsMember();
  const { commands, world } = github.simulator;
  const sha = world.repositories.get(world.names.get('demo-org/storefront') ?? 0)?.branches.get('main')
    ?.head.sha;
  const get = async (path: string) => (await github.ask(`GET ${storefront}${path}`)).json;
  const rollup = async () => {
    const query = `{ repository(owner: "demo-org", name: "storefront") { object(oid: "${sha}") { ... on Commit {
      statusCheckRollup { state contexts(first: 9) { totalCount nodes {
        __typename ... on CheckRun { databaseId checkSuite { status } } ... on StatusContext { context state }
      } } } } } } }`;
    const { json } = await github.ask('POST /graphql', { query });
    return json.data.repository.object.statusCheckRollup;
  };
  return Object.assign(github, { commands, get, rollup, commit: `/commits/${sha}` });
}

test('jobs of workflows are check runs of the suite of their run, which a rerun replaces by new ones', async () => {
  await using github = await serve();
  const { commands, get, commit } = github;
  const { value: run } = commands.startWorkflowRun({ ...ada, workflow: 'CI' });
  commands.completeWorkflowRun({ ...ada, run: run.id });
  const { check_suites: suites } = await get(`${commit}/check-suites`);
  expect(suites).toMatchObject([
    { id: run.checkSuiteId, status: 'completed', conclusion: 'success', latest_check_runs_count: 2 },
  ]);
  const first = (await get(`${commit}/check-runs`)).check_runs;
  expect(first.map(({ id }: { id: number }) => id)).toEqual(run.jobs.map(({ id }) => id));
  commands.rerunWorkflowRun({ ...ada, run: run.id });
  const again = await get(`/check-suites/${run.checkSuiteId}`);
  expect(again).toMatchObject({ status: 'queued', conclusion: null, latest_check_runs_count: 2 });
  expect((await get(`/check-suites/${run.checkSuiteId}/check-runs?filter=all`)).total_count).toBe(4);
  expect((await get(`${commit}/check-runs`)).total_count).toBe(2);
  expect(await get(`/check-runs/${first[0].id}`)).toMatchObject({ status: 'completed' });
});

test('GitHub combines the last statuses of each context and the last runs of each name', async () => {
  await using github = await serve();
  const { commands, get, rollup, commit } = github;
  expect(await rollup()).toBeNull();
  const status = (state: 'pending' | 'success' | 'error') =>
    commands.setCommitStatus({ ...ada, context: 'ci', state }).value;
  status('error');
  expect((await rollup()).state).toBe('ERROR');
  status('success');
  expect(await get(`${commit}/statuses`)).toMatchObject([{ state: 'success' }, { state: 'error' }]);
  expect(await get(`${commit}/status`)).toMatchObject({ state: 'success', total_count: 1 });
  const { id: checkRun } = commands.startCheckRun({ ...ada, name: 'coverage' }).value;
  expect((await rollup()).state).toBe('PENDING');
  commands.completeCheckRun({ ...ada, checkRun, conclusion: 'skipped' });
  expect((await rollup()).state).toBe('SUCCESS');
  const { id: next } = commands.rerunCheck({ ...ada, checkRun }).value;
  commands.completeCheckRun({ ...ada, checkRun: next, conclusion: 'action_required' });
  expect(await rollup()).toMatchObject({
    state: 'FAILURE',
    contexts: {
      totalCount: 2,
      nodes: [
        { databaseId: next, checkSuite: { status: 'COMPLETED' } },
        { context: 'ci', state: 'SUCCESS' },
      ],
    },
  });
});

test('a job with an environment is deployed, with a status of each step', async () => {
  await using github = await serve();
  const { commands, get } = github;
  commands.registerRunner({ name: 'box' });
  const { value: run } = commands.startWorkflowRun({ ...ada, workflow: 'Deploy' });
  commands.completeWorkflowRun({ ...ada, run: run.id, conclusion: 'failure' });
  const [deployment, ...others] = await get('/deployments?environment=production');
  expect(others).toEqual([]);
  expect(await get(`/deployments/${deployment.id}`)).toEqual(deployment);
  const statuses = await get(`/deployments/${deployment.id}/statuses`);
  expect(statuses).toMatchObject([{ state: 'failure' }, { state: 'in_progress' }]);
  const query = `{ repository(owner: "demo-org", name: "storefront") {
    deployments(first: 9) { nodes { databaseId state latestStatus { state } statuses(first: 9) { totalCount } } } } }`;
  expect((await github.ask('POST /graphql', { query })).json.data.repository.deployments.nodes).toEqual([
    {
      databaseId: deployment.id,
      state: 'FAILURE',
      latestStatus: { state: 'FAILURE' },
      statuses: { totalCount: 2 },
    },
  ]);
});
