import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const labels = ['Linux', 'X64'];

/** A run of one job that requires self-hosted, linux and x64. */
async function serveDeploy() {
  const github = await serveAsMember();
  const { commands } = github.simulator;
  const start = () => commands.startWorkflowRun({ ...ada, workflow: 'Deploy' }).value.id;
  const progress = (run: number) => commands.progressWorkflowRun({ ...ada, run });
  const jobOf = async (run: number) =>
    (await github.ask(`GET /repos/demo-org/storefront/actions/runs/${run}/jobs`)).json.jobs[0];
  const busy = async () => {
    const { json } = await github.ask('GET /orgs/demo-org/actions/runners');
    return json.runners.map((runner: { name: string; busy: boolean }) => [runner.name, runner.busy]);
  };
  return { ...github, commands, start, progress, jobOf, busy };
}

test('a job runs on the registered runner that has its labels, which is busy meanwhile', async () => {
  await using github = await serveDeploy();
  github.commands.registerRunner({ name: 'plain', labels: ['Linux'] });
  const { id } = github.commands.registerRunner({ name: 'build', labels }).value;
  const run = github.start();
  github.progress(run);
  const named = { runner_id: id, runner_name: 'build', runner_group_id: 1, runner_group_name: 'Default' };
  expect(await github.jobOf(run)).toMatchObject({ status: 'in_progress', ...named });
  expect(await github.busy()).toEqual([
    ['plain', false],
    ['build', true],
  ]);
  github.progress(run);
  expect(await github.jobOf(run)).toMatchObject({ status: 'completed', ...named });
  expect(await github.busy()).toEqual([
    ['plain', false],
    ['build', false],
  ]);
});

test('a job waits while every runner with its labels is busy or offline, and releases its own when cancelled', async () => {
  await using github = await serveDeploy();
  const { commands } = github;
  const { id } = commands.registerRunner({ name: 'build', labels }).value;
  const first = github.start();
  const second = github.start();
  github.progress(first);
  github.progress(second);
  expect(await github.jobOf(second)).toMatchObject({ status: 'queued', runner_id: null });
  expect(() => commands.completeWorkflowRun({ ...ada, run: second })).toThrow('waits for a runner');
  commands.completeWorkflowRun({ ...ada, run: first, conclusion: 'cancelled' });
  expect(await github.busy()).toEqual([['build', false]]);
  commands.setRunnerStatus({ runner: id, status: 'offline' });
  github.progress(second);
  expect(await github.jobOf(second)).toMatchObject({ status: 'queued' });
  commands.setRunnerStatus({ runner: id, status: 'online' });
  github.progress(second);
  expect(await github.jobOf(second)).toMatchObject({ status: 'in_progress', runner_id: id });
});

test('a runner is idle again when the repository of its job is deleted', async () => {
  await using github = await serveDeploy();
  github.commands.registerRunner({ name: 'build', labels });
  github.progress(github.start());
  expect(await github.busy()).toEqual([['build', true]]);
  github.commands.deleteRepository(ada);
  expect(await github.busy()).toEqual([['build', false]]);
});

test('an ephemeral runner of a group is listed as such, and removed with its first job', async () => {
  await using github = await serveDeploy();
  const group = { id: 7, name: 'Autoscaled' };
  github.commands.registerRunner({ name: 'once', labels: [...labels, 'gpu'], ephemeral: true, group });
  const { json } = await github.ask('GET /orgs/demo-org/actions/runners');
  expect(json.runners).toMatchObject([{ name: 'once', ephemeral: true, runner_group_id: 7 }]);
  expect(json.runners[0].labels).toMatchObject([
    { name: 'self-hosted', type: 'read-only' },
    { name: 'Linux', type: 'read-only' },
    { name: 'X64', type: 'read-only' },
    { name: 'gpu', type: 'custom' },
  ]);
  const run = github.start();
  github.progress(run);
  expect(await github.jobOf(run)).toMatchObject({ runner_group_id: 7, runner_group_name: 'Autoscaled' });
  expect(await github.busy()).toEqual([['once', true]]);
  github.progress(run);
  expect(await github.busy()).toEqual([]);
});

test('a runner of another repository takes no job; GitHub runs jobs for its own labels', async () => {
  await using github = await serveDeploy();
  const { id } = github.commands.registerRunner({ name: 'theirs', labels, repository: 'handbook' }).value;
  const run = github.start();
  github.progress(run);
  expect((await github.jobOf(run)).runner_id).not.toBe(id);
  const ci = github.commands.startWorkflowRun({ ...ada, workflow: 'CI' }).value.id;
  github.progress(ci);
  expect(await github.jobOf(ci)).toMatchObject({ runner_group_id: 0, runner_group_name: 'GitHub Actions' });
});

test('a runner is returned where it is registered, and 404 elsewhere or once it is removed', async () => {
  await using github = await serveDeploy();
  const { id } = github.commands.registerRunner({ name: 'build', labels }).value;
  const path = `/actions/runners/${id}`;
  expect((await github.ask(`GET /orgs/demo-org${path}`)).json).toMatchObject({ id, name: 'build' });
  expect((await github.ask(`GET /repos/demo-org/storefront${path}`)).status).toBe(404);
  github.commands.removeRunner({ runner: id });
  expect((await github.ask(`GET /orgs/demo-org${path}`)).status).toBe(404);
});
