import { surroundings } from '../shapes/surroundings.ts';
import { workflowJobShape } from '../shapes/workflow-job.ts';
import { workflowRunShape, workflowShape } from '../shapes/workflow-run.ts';
import { checkRunOfJob, suiteOfRun } from '../world/check-suites.ts';
import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import type { WorkflowJob, WorkflowRun } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { announceCheckRun } from './announce-checks.ts';

type Launch = Pick<WorkflowRun, 'workflow' | 'event' | 'headBranch' | 'headCommit' | 'title' | 'pullRequest'>;

/** Starts the first attempt of a new run; emits `workflow_run` requested and `workflow_job` queued for each job. */
export function launchRun(world: World, at: Place, launch: Launch): WorkflowRun {
  const { repository, sender } = at;
  const id = world.nextId('run');
  const now = world.time.now();
  launch.workflow.lastRunNumber += 1;
  const run: WorkflowRun = {
    ...launch,
    id,
    nodeId: nodeId('WFR', 2, repository.id, id),
    checkSuiteId: world.nextId('checkSuite'),
    number: launch.workflow.lastRunNumber,
    attempt: 1,
    status: 'queued',
    conclusion: null,
    actor: sender,
    triggeringActor: sender,
    createdAt: now,
    updatedAt: now,
    startedAt: now,
    jobs: [],
    earlierAttempts: [],
  };
  repository.runs.set(id, run);
  queueAttempt(world, at, run);
  return run;
}

/**
 * Creates the jobs of the run's current attempt, and emits events for the attempt and its jobs, except the `kept` ones.
 */
export function queueAttempt(
  world: World,
  at: Place,
  run: WorkflowRun,
  kept: readonly WorkflowJob[] = [],
): void {
  const { host } = world;
  run.jobs = run.workflow.jobs.map((definition): WorkflowJob => {
    const id = world.nextId('job');
    const named = { id, nodeId: nodeId('CR', 0, at.repository.id, id) };
    const before = kept.find((job) => job.definition === definition);
    if (before !== undefined) return { ...before, ...named };
    return {
      ...named,
      definition,
      status: 'queued',
      conclusion: null,
      runner: null,
      deployment: null,
      createdAt: run.startedAt,
      startedAt: run.startedAt,
      completedAt: null,
    };
  });
  const around = surroundings(world, at);
  world.emit('workflow_run', {
    action: 'requested',
    workflow: workflowShape(host, at.repository, run.workflow),
    workflow_run: workflowRunShape(host, at.repository, run),
    ...around,
  });
  for (const job of run.jobs.filter(({ status }) => status === 'queued')) {
    world.emit('workflow_job', {
      action: 'queued',
      workflow_job: { ...workflowJobShape(host, at.repository, run, job), status: 'queued' },
      ...around,
    });
    announceCheckRun(world, at, suiteOfRun(at.repository, run), checkRunOfJob(run, job));
  }
}
