import { externalApp } from '../world/check-apps.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, found, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { CheckConclusion, CheckRun, CheckSuite, SuiteConclusion } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { announceCheckRun, announceCheckSuite } from './announce-checks.ts';

interface CheckRunScene extends Scene {
  checkRun: number;
}

/** Another app than GitHub Actions starts to check the head of a branch; emits `check_run` created. */
export function startCheckRun(
  world: World,
  input: Scene & { branch?: string; name: string; title?: string },
): CheckRun {
  const at = enter(world, input);
  const { repository } = at;
  const { name: headBranch, head } = findBranch(repository, input.branch ?? repository.defaultBranch);
  const existing = repository.checkSuites.values().find(({ headCommit }) => headCommit === head);
  const now = world.time.now();
  const suite = existing ?? newSuite(world, at, { headBranch, headCommit: head, now });
  return addRun(world, at, suite, { name: input.name, title: input.title ?? null, now });
}

/** Emits `check_run` completed, and with the last run of its suite `check_suite` completed. */
export function completeCheckRun(
  world: World,
  input: CheckRunScene & { conclusion?: CheckConclusion },
): CheckRun {
  const { suite, run, ...at } = enterRun(world, input);
  requireThat(run.status !== 'completed', `check run ${run.id} is completed`);
  const now = world.time.now();
  Object.assign(run, { status: 'completed', conclusion: input.conclusion ?? 'success', completedAt: now });
  suite.updatedAt = now;
  const isOver = suite.runs.every(({ status }) => status === 'completed');
  if (isOver) Object.assign(suite, { status: 'completed', conclusion: conclusionOf(suite) });
  announceCheckRun(world, at, suite, run);
  if (isOver) announceCheckSuite(world, at, suite);
  return run;
}

/** A person requests the check again: its app answers with a new run of the same name; emits `check_run` created. */
export function rerunCheck(world: World, input: CheckRunScene): CheckRun {
  const { suite, run, ...at } = enterRun(world, input);
  requireThat(run.status === 'completed', `check run ${run.id} is not completed`);
  return addRun(world, at, suite, { name: run.name, title: run.title, now: world.time.now() });
}

function newSuite(
  world: World,
  { repository }: Place,
  { headBranch, headCommit, now }: Pick<CheckSuite, 'headBranch' | 'headCommit'> & { now: string },
): CheckSuite {
  const id = world.nextId('checkSuite');
  const suite: CheckSuite = {
    ...{ id, nodeId: nodeId('CS', 0, repository.id, id), app: externalApp, headBranch, headCommit },
    ...{ workflowRun: null, status: 'queued', conclusion: null, createdAt: now, updatedAt: now, runs: [] },
  };
  repository.checkSuites.set(id, suite);
  return suite;
}

function addRun(
  world: World,
  at: Place,
  suite: CheckSuite,
  { name, title, now }: { name: string; title: string | null; now: string },
): CheckRun {
  const id = world.nextId('job');
  const run: CheckRun = {
    ...{ id, nodeId: nodeId('CR', 0, at.repository.id, id), name, status: 'in_progress', conclusion: null },
    ...{ startedAt: now, completedAt: null, externalId: `quality-${id}`, page: `/runs/${id}` },
    ...{ title, summary: title },
  };
  suite.runs.push(run);
  Object.assign(suite, { status: 'in_progress', conclusion: null, updatedAt: now });
  announceCheckRun(world, at, suite, run);
  return run;
}

function enterRun(world: World, input: CheckRunScene): Place & { suite: CheckSuite; run: CheckRun } {
  const at = enter(world, input);
  const { checkSuites, name } = at.repository;
  const suite = checkSuites.values().find(({ runs }) => runs.some(({ id }) => id === input.checkRun));
  const run = suite?.runs.find(({ id }) => id === input.checkRun);
  const what = `check run ${input.checkRun} in ${name}`;
  return { ...at, suite: found(suite, what), run: found(run, what) };
}

/** Of the last run of each name, the worst. */
function conclusionOf({ runs }: CheckSuite): SuiteConclusion {
  const last = [...new Map(runs.map((run) => [run.name, run.conclusion])).values()];
  const order = ['failure', 'timed_out', 'action_required', 'cancelled', 'success'] as const;
  return order.find((conclusion) => last.includes(conclusion)) ?? 'neutral';
}
