import type { WorkflowAttempt, WorkflowRun } from '../../world/model.ts';
import { created, notFound, ok, RestError } from '../answer.ts';
import { listRuns } from '../listed-runs.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { sceneOf } from '../scene-of.ts';
import { restJobShape, restRunShape } from '../shapes/actions.ts';

const reads = ['actions', 'read'] as const;
const writes = ['actions', 'write'] as const;

/** Runs of workflows, their attempts and their jobs. */
export const actions = repositoryRoutes([
  {
    method: 'GET',
    path: '/actions/runs',
    feature: 'actions',
    permission: reads,
    handle: (call) => listRuns(call),
  },
  {
    method: 'GET',
    path: '/actions/runs/:run_id',
    feature: 'actions',
    permission: reads,
    handle: (call) => ok(restRunShape(call.context.world.host, call.repository, runOf(call))),
  },
  {
    method: 'GET',
    path: '/actions/runs/:run_id/jobs',
    feature: 'actions',
    permission: reads,
    handle(call) {
      const run = runOf(call);
      return listJobs(call, run, call.query.get('filter') === 'all' ? attemptsOf(run) : [run]);
    },
  },
  {
    method: 'GET',
    path: '/actions/runs/:run_id/attempts/:attempt',
    permission: reads,
    handle(call) {
      const run = runOf(call);
      return ok(restRunShape(call.context.world.host, call.repository, { ...run, ...attemptOf(call, run) }));
    },
  },
  {
    method: 'GET',
    path: '/actions/runs/:run_id/attempts/:attempt/jobs',
    permission: reads,
    handle(call) {
      const run = runOf(call);
      return listJobs(call, run, [attemptOf(call, run)]);
    },
  },
  { method: 'POST', path: '/actions/runs/:run_id/cancel', permission: writes, handle: cancel },
  { method: 'POST', path: '/actions/runs/:run_id/force-cancel', permission: writes, handle: cancel },
  {
    method: 'POST',
    path: '/actions/runs/:run_id/rerun',
    permission: writes,
    handle(call) {
      const { id } = finishedRunOf(call);
      call.context.run(call.context.commands.rerunWorkflowRun({ ...sceneOf(call), run: id }));
      return created({});
    },
  },
  {
    method: 'POST',
    path: '/actions/runs/:run_id/rerun-failed-jobs',
    permission: writes,
    handle(call) {
      const { id } = finishedRunOf(call);
      call.context.run(call.context.commands.rerunFailedJobs({ ...sceneOf(call), run: id }));
      return created({});
    },
  },
  {
    method: 'GET',
    path: '/actions/jobs/:job_id',
    permission: reads,
    handle({ context, repository, params }) {
      for (const run of repository.runs.values()) {
        for (const attempt of attemptsOf(run)) {
          const job = attempt.jobs.find(({ id }) => id === Number(params.job_id));
          if (job === undefined) continue;
          return ok(restJobShape(context.world.host, repository, { ...run, ...attempt }, job));
        }
      }
      throw notFound();
    },
  },
]);

function runOf({ repository, params }: RepositoryCall): WorkflowRun {
  const run = repository.runs.get(Number(params.run_id));
  if (run === undefined) throw notFound();
  return run;
}

function finishedRunOf(call: RepositoryCall): WorkflowRun {
  const run = runOf(call);
  if (run.status !== 'completed') throw new RestError(403, 'This workflow is already running');
  return run;
}

/** Oldest first. */
const attemptsOf = (run: WorkflowRun): WorkflowAttempt[] => [...run.earlierAttempts, run];

function attemptOf({ params }: RepositoryCall, run: WorkflowRun): WorkflowAttempt {
  const found = attemptsOf(run).find(({ attempt }) => attempt === Number(params.attempt));
  if (found === undefined) throw notFound();
  const { attempt, status, conclusion, triggeringActor, updatedAt, startedAt, jobs } = found;
  return { attempt, status, conclusion, triggeringActor, updatedAt, startedAt, jobs };
}

function listJobs(call: RepositoryCall, run: WorkflowRun, attempts: readonly WorkflowAttempt[]) {
  const { context, repository, address, query } = call;
  return pageOf(
    attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ attempt, job }))),
    { base: address, query },
    ({ attempt, job }) => restJobShape(context.world.host, repository, { ...run, ...attempt }, job),
    (jobs, total_count) => ({ total_count, jobs }),
  );
}

function cancel(call: RepositoryCall) {
  const run = runOf(call);
  if (run.status === 'completed') throw new RestError(409, 'Cannot cancel a workflow run that is completed.');
  const input = { ...sceneOf(call), run: run.id, conclusion: 'cancelled' as const };
  call.context.run(call.context.commands.completeWorkflowRun(input));
  return { status: 202, body: {} };
}
