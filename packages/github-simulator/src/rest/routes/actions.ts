import type { Repository, WorkflowRun } from '../../world/model.ts';
import { notFound, ok, RestError } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { sceneOf } from '../scene-of.ts';
import { restJobShape, restRunShape, restWorkflowShape } from '../shapes/actions.ts';

/** GitHub finds no more runs than this when it filters. */
const mostFiltered = 1_000;

/** Workflows, their runs and the runs' jobs. */
export const actions = repositoryRoutes([
  {
    method: 'GET',
    path: '/actions/workflows',
    permission: ['actions', 'read'],
    handle: ({ context, repository, address, query }) =>
      pageOf(
        repository.workflows,
        { base: address, query },
        (workflow) => restWorkflowShape(context.world.host, repository, workflow),
        (workflows, total_count) => ({ total_count, workflows }),
      ),
  },
  {
    method: 'GET',
    path: '/actions/runs',
    permission: ['actions', 'read'],
    handle: ({ context, repository, address, query }) =>
      pageOf(
        listedRuns(repository, query),
        { base: address, query },
        (run) => restRunShape(context.world.host, repository, run),
        (workflow_runs, total_count) => ({ total_count, workflow_runs }),
      ),
  },
  {
    method: 'GET',
    path: '/actions/runs/:run_id',
    permission: ['actions', 'read'],
    handle: ({ context, repository, params }) =>
      ok(restRunShape(context.world.host, repository, runOf(repository, params.run_id))),
  },
  {
    method: 'GET',
    path: '/actions/runs/:run_id/jobs',
    permission: ['actions', 'read'],
    handle({ context, repository, params, address, query }) {
      const run = runOf(repository, params.run_id);
      const attempts = query.get('filter') === 'all' ? [...run.earlierAttempts, run] : [run];
      return pageOf(
        attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ attempt, job }))),
        { base: address, query },
        ({ attempt, job }) => restJobShape(context.world.host, repository, { ...run, ...attempt }, job),
        (jobs, total_count) => ({ total_count, jobs }),
      );
    },
  },
  {
    method: 'POST',
    path: '/actions/runs/:run_id/cancel',
    permission: ['actions', 'write'],
    handle(call) {
      const run = runOf(call.repository, call.params.run_id);
      if (run.status === 'completed')
        throw new RestError(409, 'Cannot cancel a workflow run that is completed.');
      const input = { ...sceneOf(call), run: run.id, conclusion: 'cancelled' as const };
      call.context.run(call.context.commands.completeWorkflowRun(input));
      return { status: 202, body: {} };
    },
  },
  {
    method: 'GET',
    path: '/actions/jobs/:job_id',
    permission: ['actions', 'read'],
    handle({ context, repository, params }) {
      for (const run of repository.runs.values()) {
        const job = run.jobs.find(({ id }) => id === Number(params.job_id));
        if (job !== undefined) return ok(restJobShape(context.world.host, repository, run, job));
      }
      throw notFound();
    },
  },
]);

function runOf(repository: Repository, id: string | undefined): WorkflowRun {
  const run = repository.runs.get(Number(id));
  if (run === undefined) throw notFound();
  return run;
}

/** Newest first. */
function listedRuns(repository: Repository, query: URLSearchParams): WorkflowRun[] {
  const [from = '', to = ''] = createdRange(query.get('created'));
  const status = query.get('status');
  const branch = query.get('branch');
  const event = query.get('event');
  const sha = query.get('head_sha');
  const actor = query.get('actor');
  const isFiltered = [status, branch, event, sha, actor, query.get('created')].some(
    (value) => value !== null,
  );
  const isListed = (run: WorkflowRun) =>
    (status === null || run.status === status || run.conclusion === status) &&
    (branch === null || run.headBranch === branch) &&
    (event === null || run.event === event) &&
    (sha === null || run.headCommit.sha === sha) &&
    (actor === null || run.actor.login === actor) &&
    (from === '' || run.createdAt >= from) &&
    (to === '' || run.createdAt <= to);
  const runs = repository.runs.values().filter(isListed).toArray().reverse();
  return isFiltered ? runs.slice(0, mostFiltered) : runs;
}

/** `>=a`, `<=b`, `a..b` or a day, as GitHub's search writes ranges of time. */
function createdRange(created: string | null): [from: string, to: string] | [] {
  if (created === null) return [];
  const [, least] = /^>=?(.+)$/.exec(created) ?? [];
  if (least !== undefined) return [least, ''];
  const [, most] = /^<=?(.+)$/.exec(created) ?? [];
  if (most !== undefined) return ['', endOfDay(most)];
  const [from = '', to = from] = created.split('..');
  return [from === '*' ? '' : from, to === '*' ? '' : endOfDay(to)];
}

function endOfDay(time: string): string {
  return time.length === 10 ? `${time}T23:59:59Z` : time;
}
