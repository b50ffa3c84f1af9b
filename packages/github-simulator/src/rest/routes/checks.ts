import { latestRuns, suitesOf, suitesOfCommit } from '../../world/check-suites.ts';
import { findCommit } from '../../world/commit-history.ts';
import type { CheckRun, CheckSuite, Commit } from '../../world/model.ts';
import { notFound, ok, RestError } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { restCheckRunShape, restCheckSuiteShape } from '../shapes/check.ts';

const permission = ['checks', 'read'] as const;

/** Check suites of commits, and their check runs. */
export const checks = repositoryRoutes([
  {
    method: 'GET',
    path: '/commits/:ref/check-suites',
    permission,
    handle(call) {
      const { context, repository, address, query } = call;
      const suites = suitesOfCommit(repository, commitOf(call)).filter((suite) => isOfApp(suite, query));
      return pageOf(
        suites,
        { base: address, query },
        (suite) => restCheckSuiteShape(context.world.host, repository, suite),
        (check_suites, total_count) => ({ total_count, check_suites }),
      );
    },
  },
  {
    method: 'GET',
    path: '/commits/:ref/check-runs',
    permission,
    handle: (call) => listRuns(call, suitesOfCommit(call.repository, commitOf(call))),
  },
  {
    method: 'GET',
    path: '/check-suites/:check_suite_id',
    permission,
    handle: (call) => ok(restCheckSuiteShape(call.context.world.host, call.repository, suiteOf(call))),
  },
  {
    method: 'GET',
    path: '/check-suites/:check_suite_id/check-runs',
    permission,
    handle: (call) => listRuns(call, [suiteOf(call)]),
  },
  {
    method: 'GET',
    path: '/check-runs/:check_run_id',
    permission,
    handle({ context, repository, params }) {
      for (const suite of suitesOf(repository)) {
        const run = suite.runs.find(({ id }) => id === Number(params.check_run_id));
        if (run !== undefined) return ok(restCheckRunShape(context.world.host, repository, suite, run));
      }
      throw notFound();
    },
  },
]);

/** @throws RestError 422 if there is no such commit. */
function commitOf({ repository, params }: RepositoryCall): Commit {
  const ref = params.ref ?? '';
  const found = findCommit(repository, ref);
  if (found === undefined) throw new RestError(422, `No commit found for SHA: ${ref}`);
  return found;
}

function suiteOf({ repository, params }: RepositoryCall): CheckSuite {
  const id = Number(params.check_suite_id);
  const found = suitesOf(repository).find((suite) => suite.id === id);
  if (found === undefined) throw notFound();
  return found;
}

const isOfApp = ({ app }: CheckSuite, query: URLSearchParams) =>
  !query.has('app_id') || query.get('app_id') === `${app.id}`;

/** The latest run of each name, unless all are requested. */
function listRuns({ context, repository, address, query }: RepositoryCall, suites: readonly CheckSuite[]) {
  const isAll = query.get('filter') === 'all';
  const [name, status] = [query.get('check_name'), query.get('status')];
  const runs = suites
    .filter((suite) => isOfApp(suite, query))
    .flatMap((suite) => (isAll ? suite.runs : latestRuns(suite)).map((run) => ({ suite, run })))
    .filter(({ run }: { run: CheckRun }) => name === null || run.name === name)
    .filter(({ run }) => status === null || run.status === status);
  return pageOf(
    runs,
    { base: address, query },
    ({ suite, run }) => restCheckRunShape(context.world.host, repository, suite, run),
    (check_runs, total_count) => ({ total_count, check_runs }),
  );
}
