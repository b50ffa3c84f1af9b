import { surroundings } from '../shapes/surroundings.ts';
import { workflowJobShape } from '../shapes/workflow-job.ts';
import { workflowRunShape, workflowShape } from '../shapes/workflow-run.ts';
import { checkRunOfJob, suiteOfRun } from '../world/check-suites.ts';
import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import type { WorkflowJob, WorkflowRun } from '../world/model.ts';
import { announceCheckRun, announceCheckSuite } from './announce-checks.ts';

/** Emits `workflow_run` in_progress or completed, depending on the run's state. */
export function announceRun(world: World, at: Place, run: WorkflowRun): void {
  const shape = workflowRunShape(world.host, at.repository, run);
  const workflow = workflowShape(world.host, at.repository, run.workflow);
  const around = surroundings(world, at);
  if (run.conclusion === null) {
    world.emit('workflow_run', { action: 'in_progress', workflow, workflow_run: shape, ...around });
  } else {
    const completed = { ...shape, conclusion: run.conclusion };
    world.emit('workflow_run', { action: 'completed', workflow, workflow_run: completed, ...around });
    announceCheckSuite(world, at, suiteOfRun(at.repository, run));
  }
}

/** Emits `workflow_job` in_progress or completed, depending on the job's state. */
export function announceJob(world: World, at: Place, run: WorkflowRun, job: WorkflowJob): void {
  const shape = workflowJobShape(world.host, at.repository, run, job);
  const around = surroundings(world, at);
  if (job.conclusion === null) {
    const running = { ...shape, status: 'in_progress' as const };
    world.emit('workflow_job', { action: 'in_progress', workflow_job: running, ...around });
  } else {
    const completed = { ...shape, conclusion: job.conclusion };
    world.emit('workflow_job', { action: 'completed', workflow_job: completed, ...around });
    announceCheckRun(world, at, suiteOfRun(at.repository, run), checkRunOfJob(run, job));
  }
}
