import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';
import { findRepository } from '../world/lookup.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const actions = '/repos/demo-org/storefront/actions';

const idsOf = (runs: { id: number }[]) => runs.map(({ id }) => id);

test('an attempt shows the run as it was, and its jobs', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const { id } = commands.startWorkflowRun({ ...ada, workflow: 'CI' }).value;
  commands.completeWorkflowRun({ ...ada, run: id, conclusion: 'failure' });
  expect((await github.ask(`POST ${actions}/runs/${id}/rerun`)).status).toBe(201);
  expect((await github.ask(`POST ${actions}/runs/${id}/rerun`)).status).toBe(403);

  const { json: first } = await github.ask(`GET ${actions}/runs/${id}/attempts/1`);
  expect(first).toMatchObject({ id, run_attempt: 1, status: 'completed', conclusion: 'failure' });
  expect(first.previous_attempt_url).toBeNull();
  const { json: second } = await github.ask(`GET ${actions}/runs/${id}/attempts/2`);
  expect(second).toEqual((await github.ask(`GET ${actions}/runs/${id}`)).json);
  expect(second).toMatchObject({ run_attempt: 2, status: 'queued', conclusion: null });
  expect((await github.ask(`GET ${actions}/runs/${id}/attempts/3`)).status).toBe(404);

  const jobs = async (path: string) => (await github.ask(`GET ${actions}/runs/${id}/${path}`)).json;
  const { jobs: ofFirst } = await jobs('attempts/1/jobs');
  const { jobs: ofSecond } = await jobs('attempts/2/jobs');
  expect((await jobs('jobs')).jobs).toEqual(ofSecond);
  expect(await jobs('jobs?filter=all')).toEqual({ total_count: 4, jobs: [...ofFirst, ...ofSecond] });
  expect((await github.ask(`GET ${actions}/jobs/${ofFirst[0].id}`)).json).toEqual(ofFirst[0]);
});

test('for a run that failed in part, the failed jobs run again and the others are unchanged', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const { id } = commands.startWorkflowRun({ ...ada, workflow: 'CI' }).value;
  for (const conclusion of ['success', 'success', 'failure', 'success'] as const) {
    commands.progressWorkflowRun({ ...ada, run: id, conclusion });
  }
  expect((await github.ask(`POST ${actions}/runs/${id}/rerun-failed-jobs`)).status).toBe(201);
  const { jobs } = (await github.ask(`GET ${actions}/runs/${id}/jobs`)).json;
  const summaryOf = (job: { name: string; run_attempt: number; status: string; conclusion: string | null }) =>
    `${job.name} ${job.run_attempt} ${job.status} ${job.conclusion}`;
  expect(jobs.map(summaryOf)).toEqual(['lint 2 queued null', 'test 2 completed success']);
});

test('runs are filtered by their properties and by time of creation', async () => {
  let at = Date.parse('2026-03-01T12:00:00Z');
  await using github = await serveAsMember({ clock: () => at });
  const { commands } = github.simulator;
  commands.createBranch({ ...ada, branch: 'fix', commits: [{ message: 'Fix', modified: ['a'] }] });
  const ci = commands.startWorkflowRun({ ...ada, workflow: 'CI' }).value;
  at += 86_400_000;
  const fix = commands.startWorkflowRun({ ...ada, by: 'bram-visser', workflow: 'CI', branch: 'fix' }).value;
  const deploy = commands.startWorkflowRun({ ...ada, workflow: 'Deploy' }).value;
  commands.completeWorkflowRun({ ...ada, run: deploy.id });
  const found = async (query: string) =>
    idsOf((await github.ask(`GET ${actions}/runs?${query}`)).json.workflow_runs);

  expect(await found('branch=fix')).toEqual([fix.id]);
  expect(await found('actor=bram-visser')).toEqual([fix.id]);
  expect(await found(`head_sha=${fix.headCommit.sha}`)).toEqual([fix.id]);
  expect(await found('status=completed')).toEqual([deploy.id]);
  expect(await found('status=success')).toEqual([deploy.id]);
  expect(await found('event=release')).toEqual([]);
  expect(await found('created=2026-03-01')).toEqual([ci.id]);
  expect(await found('created=%3E2026-03-01')).toEqual([deploy.id, fix.id]);
  expect(await found('created=2026-03-01T00:00:00Z..2026-03-01T12:00:00Z')).toEqual([ci.id]);
  expect((await github.ask(`GET ${actions}/runs?created=soon`)).status).toBe(422);
});

test('a filtered search counts every run and returns the newest thousand; an unfiltered list has all', async () => {
  await using github = await serveAsMember();
  const { commands, world } = github.simulator;
  for (let n = 0; n < 1_005; n++) commands.startWorkflowRun({ ...ada, workflow: 'CI' });
  const ids = idsOf([...findRepository(world, 'storefront').runs.values()]).toReversed();
  const last = await github.ask(`GET ${actions}/runs?branch=main&per_page=100&page=10`);
  expect(last.json.total_count).toBe(1_005);
  expect(idsOf(last.json.workflow_runs)).toEqual(ids.slice(900, 1_000));
  expect(last.headers.get('link')).not.toContain('rel="next"');
  const beyond = await github.ask(`GET ${actions}/runs?branch=main&per_page=100&page=11`);
  expect(beyond.json).toEqual({ total_count: 1_005, workflow_runs: [] });
  const all = await github.ask(`GET ${actions}/runs?per_page=100&page=11`);
  expect(idsOf(all.json.workflow_runs)).toEqual(ids.slice(1_000));
});

test('a workflow is found by id or file name, with its runs only', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const run = commands.startWorkflowRun({ ...ada, workflow: 'Deploy' }).value;
  commands.startWorkflowRun({ ...ada, workflow: 'CI' });
  const { json: byFile } = await github.ask(`GET ${actions}/workflows/deploy.yml`);
  expect(byFile).toMatchObject({ name: 'Deploy', path: '.github/workflows/deploy.yml' });
  expect((await github.ask(`GET ${actions}/workflows/${byFile.id}`)).json).toEqual(byFile);
  const { json: runs } = await github.ask(`GET ${actions}/workflows/deploy.yml/runs`);
  expect(runs.total_count).toBe(1);
  expect(idsOf(runs.workflow_runs)).toEqual([run.id]);
  expect((await github.ask(`GET ${actions}/workflows/none.yml/runs`)).status).toBe(404);
});
