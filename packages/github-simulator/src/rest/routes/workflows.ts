import type { Workflow } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { listRuns } from '../listed-runs.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { restWorkflowShape } from '../shapes/actions.ts';

const reads = ['actions', 'read'] as const;

/** Workflows, by their id or the name of their file. */
export const workflows = repositoryRoutes([
  {
    method: 'GET',
    path: '/actions/workflows',
    feature: 'actions',
    permission: reads,
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
    path: '/actions/workflows/:workflow_id',
    feature: 'actions',
    permission: reads,
    handle: (call) => ok(restWorkflowShape(call.context.world.host, call.repository, workflowOf(call))),
  },
  {
    method: 'GET',
    path: '/actions/workflows/:workflow_id/runs',
    permission: reads,
    handle(call) {
      const requested = workflowOf(call);
      return listRuns(call, ({ workflow }) => workflow === requested);
    },
  },
]);

function workflowOf({ repository, params }: RepositoryCall): Workflow {
  const requested = params.workflow_id ?? '';
  const found = repository.workflows.find(
    ({ id, path }) => `${id}` === requested || path.slice(path.lastIndexOf('/') + 1) === requested,
  );
  if (found === undefined) throw notFound();
  return found;
}
