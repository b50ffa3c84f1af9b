import type { Deployment as DeploymentPayload } from '@octokit/webhooks-types';
import type { Deployment, DeploymentStatus, Host, Repository } from '../world/model.ts';
import { userShape } from './account.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

export function deploymentShape(
  host: Host,
  repository: Repository,
  deployment: Deployment,
): DeploymentPayload & { performed_via_github_app: null } {
  const repositoryAddress = repositoryUrl(host, repository);
  const url = `${repositoryAddress}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: deployment.nodeId,
    task: 'deploy',
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryAddress,
    creator: userShape(host, deployment.creator),
    sha: deployment.commit.sha,
    ref: deployment.ref,
    payload: {},
    transient_environment: false,
    production_environment: deployment.environment === 'production',
    performed_via_github_app: null,
  };
}

export function deploymentStatusShape(
  host: Host,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatus,
) {
  const repositoryAddress = repositoryUrl(host, repository);
  const deploymentAddress = `${repositoryAddress}/deployments/${deployment.id}`;
  return {
    url: `${deploymentAddress}/statuses/${status.id}`,
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    creator: userShape(host, status.creator),
    description: status.description,
    environment: deployment.environment,
    target_url: '',
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: deploymentAddress,
    repository_url: repositoryAddress,
    environment_url: `https://${deployment.environment}.example`,
    log_url: `${repositoryPage(host, repository)}/actions`,
    performed_via_github_app: null,
  };
}
