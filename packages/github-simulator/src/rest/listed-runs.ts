import type { Repository, WorkflowRun } from '../world/model.ts';
import { type Answer, validationFailed } from './answer.ts';
import { pageOf } from './page.ts';
import type { RepositoryCall } from './route.ts';
import { timeRange } from './search/time-range.ts';
import { restRunShape } from './shapes/actions.ts';

/** GitHub's maximum number of runs in a filtered list, though it counts all of them. */
const maxFound = 1_000;

const filters: Readonly<Record<string, (run: WorkflowRun, value: string) => boolean>> = {
  actor: ({ actor }, login) => actor.login.toLowerCase() === login.toLowerCase(),
  branch: ({ headBranch }, branch) => headBranch === branch,
  check_suite_id: ({ checkSuiteId }, id) => `${checkSuiteId}` === id,
  event: (run, event) => run.event === event,
  head_sha: ({ headCommit }, sha) => headCommit.sha === sha,
  status: ({ status, conclusion }, value) => status === value || conclusion === value,
};

/**
 * Runs of a repository, newest first, filtered as requested; at most 1,000 if filtered.
 *
 * @see https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository
 */
export function listRuns(call: RepositoryCall, isListed: (run: WorkflowRun) => boolean = () => true): Answer {
  const { context, repository, address, query } = call;
  const all = filtered(repository, query).filter(isListed).toArray().reverse();
  const isFiltered = [...query.keys()].some((name) => name === 'created' || name in filters);
  const hasPulls = query.get('exclude_pull_requests') !== 'true';
  return pageOf(
    isFiltered ? all.slice(0, maxFound) : all,
    { base: address, query },
    (run) => {
      const shape = restRunShape(context.world.host, repository, run);
      return hasPulls ? shape : { ...shape, pull_requests: [] };
    },
    (workflow_runs) => ({ total_count: all.length, workflow_runs }),
  );
}

function filtered({ runs }: Repository, query: URLSearchParams): IteratorObject<WorkflowRun> {
  const created = query.get('created');
  const isInRange = created === null ? () => true : timeRange(created);
  if (isInRange === null) {
    throw validationFailed({ resource: 'WorkflowRun', field: 'created', code: 'invalid' });
  }
  const requested = Object.entries(filters).flatMap(([name, filter]) =>
    query.getAll(name).map((value) => (run: WorkflowRun) => filter(run, value)),
  );
  return runs.values().filter((run) => isInRange(run.createdAt) && requested.every((each) => each(run)));
}
