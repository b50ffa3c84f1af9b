import type { components } from '@octokit/openapi-types';
import { deploymentShape, deploymentStatusShape } from '../../shapes/deployment.ts';
import type { Deployment } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';

const permission = ['deployments', 'read'] as const;
type Schemas = components['schemas'];

const filters: Readonly<Record<string, (deployment: Deployment) => string>> = {
  environment: ({ environment }) => environment,
  ref: ({ ref }) => ref,
  sha: ({ commit }) => commit.sha,
  task: () => 'deploy',
};

/** Deployments and their statuses, newest first. */
export const deployments = repositoryRoutes([
  {
    method: 'GET',
    path: '/deployments',
    permission,
    handle({ context, repository, address, query }) {
      const requested = Object.entries(filters).filter(([name]) => query.has(name));
      const listed = [...repository.deployments.values()]
        .filter((deployment) => requested.every(([name, of]) => of(deployment) === query.get(name)))
        .reverse();
      return pageOf(listed, { base: address, query }, (deployment): Schemas['deployment'] =>
        deploymentShape(context.world.host, repository, deployment),
      );
    },
  },
  {
    method: 'GET',
    path: '/deployments/:deployment_id',
    permission,
    handle: (call) => ok(deploymentShape(call.context.world.host, call.repository, deploymentOf(call))),
  },
  {
    method: 'GET',
    path: '/deployments/:deployment_id/statuses',
    permission,
    handle(call) {
      const { context, repository, address, query } = call;
      const deployment = deploymentOf(call);
      return pageOf(
        deployment.statuses.toReversed(),
        { base: address, query },
        (status): Schemas['deployment-status'] =>
          deploymentStatusShape(context.world.host, repository, deployment, status),
      );
    },
  },
  {
    method: 'GET',
    path: '/deployments/:deployment_id/statuses/:status_id',
    permission,
    handle(call) {
      const deployment = deploymentOf(call);
      const status = deployment.statuses.find(({ id }) => id === Number(call.params.status_id));
      if (status === undefined) throw notFound();
      return ok(deploymentStatusShape(call.context.world.host, call.repository, deployment, status));
    },
  },
]);

function deploymentOf({ repository, params }: RepositoryCall): Deployment {
  const found = repository.deployments.get(Number(params.deployment_id));
  if (found === undefined) throw notFound();
  return found;
}
