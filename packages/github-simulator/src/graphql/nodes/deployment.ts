import type { GraphQLResolveInfo } from 'graphql';
import type { Deployment, DeploymentStatus, Repository } from '../../world/model.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';

export function deploymentNode({ nodes }: Scope, repository: Repository, deployment: Deployment): object {
  const statusNode = (status: DeploymentStatus) => ({
    __typename: 'DeploymentStatus',
    id: status.nodeId,
    state: status.state.toUpperCase(),
    description: status.description,
    environment: deployment.environment,
    createdAt: status.createdAt,
    updatedAt: status.createdAt,
    creator: () => nodes.account(status.creator),
    deployment: () => nodes.deployment(repository, deployment),
  });
  const { statuses } = deployment;
  const last = statuses.at(-1);
  return {
    __typename: 'Deployment',
    id: deployment.nodeId,
    databaseId: deployment.id,
    commitOid: deployment.commit.sha,
    commit: () => nodes.commit(repository, deployment.commit),
    environment: deployment.environment,
    originalEnvironment: deployment.environment,
    latestEnvironment: deployment.environment,
    description: deployment.description,
    task: 'deploy',
    createdAt: deployment.createdAt,
    updatedAt: deployment.updatedAt,
    state: stateOf(last),
    creator: () => nodes.account(deployment.creator),
    repository: () => nodes.repository(repository),
    latestStatus: () => last && statusNode(last),
    statuses(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const rows = statuses.map((status) => ({
        key: status.id,
        id: status.id,
        node: () => statusNode(status),
      }));
      return connection({ args, info, rows });
    },
  };
}

/** GitHub calls a successful deployment active until another one replaces it. */
function stateOf(last: DeploymentStatus | undefined): string {
  if (last === undefined) return 'PENDING';
  return last.state === 'success' ? 'ACTIVE' : last.state.toUpperCase();
}
