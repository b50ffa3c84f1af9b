import type { World } from '../world/create-world.ts';
import { freeRunner } from '../world/free-runner.ts';
import { enter, findBranch, findRun, found, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { Conclusion, WorkflowJob, WorkflowRun } from '../world/model.ts';
import { announceJob, announceRun } from './announce-run.ts';
import { addDeployment, addDeploymentStatus } from './deployments.ts';
import { takeRunner, waitsForRunner } from './job-runners.ts';
import { launchRun } from './launch-run.ts';

/** A workflow run by its id, and the actor. */
export interface RunScene extends Scene {
  run: number;
}

/** Starts a run of a workflow by its name on a branch, as a push would; emits requested and queued. */
export function startWorkflowRun(
  world: World,
  input: Scene & { workflow: string; branch?: string },
): WorkflowRun {
  const { repository, sender } = enter(world, input);
  const workflow = found(
    repository.workflows.find(({ name }) => name === input.workflow),
    `workflow ${input.workflow} in ${repository.name}`,
  );
  const { name, head } = findBranch(repository, input.branch ?? repository.defaultBranch);
  return launchRun(
    world,
    { repository, sender },
    { workflow, event: 'push', headBranch: name, headCommit: head, title: head.message, pullRequest: null },
  );
}

/**
 * Advances the run by one step: a queued job starts, or, if none can, the first running one completes; nothing happens
 * while all wait for a runner. Emits `workflow_job` and, with its first start and its last completion, `workflow_run`.
 */
export function progressWorkflowRun(
  world: World,
  input: RunScene & { conclusion?: Conclusion },
): WorkflowRun {
  const { repository, sender } = enter(world, input);
  const run = findRun(repository, input.run);
  requireThat(run.status !== 'completed', `workflow run ${run.id} is completed`);
  const queued = run.jobs.find(
    ({ status, definition }) => status === 'queued' && !waitsForRunner(world, repository, definition),
  );
  const running = run.jobs.find(({ status }) => status === 'in_progress');
  if (queued !== undefined) startJob(world, { repository, sender }, run, queued);
  else if (running !== undefined) {
    completeJob(world, { repository, sender }, run, running, input.conclusion ?? 'success');
  }
  return run;
}

/**
 * Completes the run; if `cancelled`, without starting queued jobs.
 *
 * @throws SimulatorError `refused` if a job waits for a runner that does not become idle with this run.
 */
export function completeWorkflowRun(
  world: World,
  input: RunScene & { conclusion?: Conclusion },
): WorkflowRun {
  const { repository, sender } = enter(world, input);
  const run = findRun(repository, input.run);
  requireThat(run.status !== 'completed', `workflow run ${run.id} is completed`);
  if (input.conclusion === 'cancelled') {
    for (const job of run.jobs.filter(({ status }) => status !== 'completed')) {
      completeJob(world, { repository, sender }, run, job, 'cancelled');
    }
  }
  while (run.jobs.some(({ status }) => status !== 'completed')) {
    const isRunning = run.jobs.some(({ status }) => status === 'in_progress');
    const canStart = run.jobs.some(
      ({ status, definition }) => status === 'queued' && !waitsForRunner(world, repository, definition),
    );
    requireThat(isRunning || canStart, `workflow run ${run.id} waits for a runner`);
    progressWorkflowRun(world, input);
  }
  return run;
}

/**
 * Deletes a completed run with its attempts; GitHub sends no event for it.
 *
 * @see https://docs.github.com/rest/actions/workflow-runs#delete-a-workflow-run
 */
export function deleteWorkflowRun(world: World, input: RunScene): WorkflowRun {
  const { repository } = enter(world, input);
  const run = findRun(repository, input.run);
  requireThat(run.status === 'completed', `workflow run ${run.id} is not completed`);
  repository.runs.delete(run.id);
  return run;
}

function startJob(world: World, at: Place, run: WorkflowRun, job: WorkflowJob): void {
  const now = world.time.now();
  const isFirst = run.status === 'queued';
  job.status = 'in_progress';
  job.startedAt = now;
  job.runner = takeRunner(world, at.repository, job.definition);
  run.status = 'in_progress';
  run.updatedAt = now;
  announceJob(world, at, run, job);
  deploy(world, at, run, job);
  if (isFirst) announceRun(world, at, run);
}

/** Creates the deployment of a job that has an environment. */
function deploy(world: World, at: Place, run: WorkflowRun, job: WorkflowJob): void {
  const { environment } = job.definition;
  if (environment === undefined) return;
  const { headBranch: ref, headCommit: commit } = run;
  job.deployment = addDeployment(world, at, { ref, commit, environment });
  addDeploymentStatus(world, at, job.deployment, 'in_progress');
}

function completeJob(
  world: World,
  at: Place,
  run: WorkflowRun,
  job: WorkflowJob,
  conclusion: Conclusion,
): void {
  const now = world.time.now();
  freeRunner(world, job);
  job.status = 'completed';
  job.conclusion = conclusion;
  job.completedAt = now;
  run.updatedAt = now;
  announceJob(world, at, run, job);
  if (job.deployment !== null)
    addDeploymentStatus(world, at, job.deployment, conclusion === 'success' ? 'success' : 'failure');
  if (run.jobs.some(({ status }) => status !== 'completed')) return;
  const conclusions = run.jobs.map((each) => each.conclusion);
  run.status = 'completed';
  run.conclusion = (['failure', 'cancelled'] as const).find((bad) => conclusions.includes(bad)) ?? 'success';
  announceRun(world, at, run);
}
