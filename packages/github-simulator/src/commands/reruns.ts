import type { World } from '../world/create-world.ts';
import { enter, findRun, type Place, requireThat } from '../world/lookup.ts';
import type { WorkflowJob, WorkflowRun } from '../world/model.ts';
import { queueAttempt } from './launch-run.ts';
import type { RunScene } from './workflow-runs.ts';

/** Runs every job again in a new attempt of the same run; emits requested and queued. */
export function rerunWorkflowRun(world: World, input: RunScene): WorkflowRun {
  return rerun(world, input, () => false);
}

/** Like `rerunWorkflowRun`, for the jobs that did not succeed; the others are copied to the new attempt. */
export function rerunFailedJobs(world: World, input: RunScene): WorkflowRun {
  return rerun(world, input, ({ conclusion }) => conclusion === 'success');
}

function rerun(world: World, input: RunScene, isKept: (job: WorkflowJob) => boolean): WorkflowRun {
  const at: Place = enter(world, input);
  const run = findRun(at.repository, input.run);
  requireThat(run.status === 'completed', `workflow run ${run.id} is not completed`);
  const { attempt, status, conclusion, triggeringActor, updatedAt, startedAt, jobs } = run;
  const kept = jobs.filter(isKept);
  requireThat(kept.length < jobs.length || jobs.length === 0, `workflow run ${run.id} has no failed jobs`);
  const now = world.time.now();
  run.earlierAttempts.push({ attempt, status, conclusion, triggeringActor, updatedAt, startedAt, jobs });
  run.attempt += 1;
  run.status = 'queued';
  run.conclusion = null;
  run.triggeringActor = at.sender;
  run.startedAt = now;
  run.updatedAt = now;
  queueAttempt(world, at, run, kept);
  return run;
}
