import type { Repository, WorkflowRun } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';
import type { Scope } from '../scope.ts';

/** The check suite of a workflow run; the simulator has no others. */
export function checkSuiteNode({ nodes }: Scope, repository: Repository, run: WorkflowRun): object {
  const times = { createdAt: run.createdAt, updatedAt: run.updatedAt };
  return {
    __typename: 'CheckSuite',
    id: nodeId('CS', 0, repository.id, run.checkSuiteId),
    databaseId: run.checkSuiteId,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    ...times,
    commit: () => nodes.commit(repository, run.headCommit),
    repository: () => nodes.repository(repository),
    workflowRun: {
      __typename: 'WorkflowRun',
      id: run.nodeId,
      databaseId: run.id,
      runNumber: run.number,
      event: run.event,
      ...times,
    },
  };
}
