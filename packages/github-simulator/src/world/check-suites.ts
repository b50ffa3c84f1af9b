import { actionsApp } from './check-apps.ts';
import type { CheckRun, CheckSuite, Commit, Repository, WorkflowJob, WorkflowRun } from './model.ts';
import { nodeId } from './node-id.ts';

/** A job is a check run with the same id. */
export function checkRunOfJob(run: WorkflowRun, job: WorkflowJob): CheckRun {
  return {
    id: job.id,
    nodeId: job.nodeId,
    name: job.definition.name,
    status: job.status,
    conclusion: job.conclusion,
    startedAt: job.startedAt,
    completedAt: job.completedAt,
    externalId: `${run.id}/${job.id}`,
    page: `/actions/runs/${run.id}/job/${job.id}`,
    title: null,
    summary: null,
  };
}

/** The check suite of a workflow run: it is the same for all attempts. */
export function suiteOfRun(repository: Repository, run: WorkflowRun): CheckSuite {
  return {
    id: run.checkSuiteId,
    nodeId: nodeId('CS', 0, repository.id, run.checkSuiteId),
    app: actionsApp,
    headBranch: run.headBranch,
    headCommit: run.headCommit,
    workflowRun: run,
    status: run.status,
    conclusion: run.conclusion,
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
    runs: [...run.earlierAttempts, run].flatMap(({ jobs }) => jobs.map((job) => checkRunOfJob(run, job))),
  };
}

/** Every check suite of a repository: those of workflow runs, then those of other apps. */
export function* suitesOf(repository: Repository): Generator<CheckSuite> {
  for (const run of repository.runs.values()) yield suiteOfRun(repository, run);
  yield* repository.checkSuites.values();
}

/** The check suites of a commit, oldest first. */
export function suitesOfCommit(repository: Repository, commit: Commit): CheckSuite[] {
  const runs = repository.runs.values().filter(({ headCommit }) => headCommit === commit);
  const others = repository.checkSuites.values().filter(({ headCommit }) => headCommit === commit);
  return [...runs.map((run) => suiteOfRun(repository, run)), ...others].sort(
    (one, other) => one.id - other.id,
  );
}

/** The last run of each name. */
export const latestRuns = ({ runs }: CheckSuite): CheckRun[] => [
  ...new Map(runs.map((run) => [run.name, run])).values(),
];
