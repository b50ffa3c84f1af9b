import { deploymentShape, deploymentStatusShape } from '../shapes/deployment.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, found, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { Commit, Deployment, DeploymentState } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';

interface DeploymentScene extends Scene {
  deployment: number;
}

/** Emits `deployment` created. */
export function createDeployment(
  world: World,
  input: Scene & { branch?: string; environment?: string },
): Deployment {
  const at = enter(world, input);
  const { name: ref, head: commit } = findBranch(at.repository, input.branch ?? at.repository.defaultBranch);
  return addDeployment(world, at, { ref, commit, environment: input.environment ?? 'production' });
}

/** Emits `deployment_status` created. */
export function setDeploymentStatus(
  world: World,
  input: DeploymentScene & { state: DeploymentState },
): Deployment {
  const { deployment, ...at } = enterDeployment(world, input);
  addDeploymentStatus(world, at, deployment, input.state);
  return deployment;
}

/** Deletes one that is inactive or has no status, with its statuses; GitHub sends no event for it. */
export function deleteDeployment(world: World, input: DeploymentScene): Deployment {
  const { deployment, repository } = enterDeployment(world, input);
  const state = deployment.statuses.at(-1)?.state ?? 'inactive';
  requireThat(state === 'inactive', `deployment ${deployment.id} is ${state}`);
  repository.deployments.delete(deployment.id);
  return deployment;
}

/** Emits `deployment` created. */
export function addDeployment(
  world: World,
  at: Place,
  { ref, commit, environment }: { ref: string; commit: Commit; environment: string },
): Deployment {
  const { repository, sender } = at;
  const id = world.nextId('deployment');
  const now = world.time.now();
  const deployment: Deployment = {
    ...{ id, nodeId: nodeId('DE', 0, repository.id, id), commit, ref, environment, description: null },
    ...{ creator: sender, createdAt: now, updatedAt: now, statuses: [] },
  };
  repository.deployments.set(id, deployment);
  world.emit('deployment', {
    action: 'created',
    deployment: deploymentShape(world.host, repository, deployment),
    workflow: null,
    workflow_run: null,
    ...surroundings(world, at),
  });
  return deployment;
}

/** Emits `deployment_status` created, except for `inactive`. */
export function addDeploymentStatus(
  world: World,
  at: Place,
  deployment: Deployment,
  state: DeploymentState,
): void {
  const { repository, sender } = at;
  const id = world.nextId('deploymentStatus');
  const createdAt = world.time.now();
  const status = { id, nodeId: nodeId('DES', 0, repository.id, id), state, description: '', creator: sender };
  deployment.statuses.push({ ...status, createdAt });
  deployment.updatedAt = createdAt;
  if (state === 'inactive') return;
  world.emit('deployment_status', {
    action: 'created',
    deployment_status: {
      ...deploymentStatusShape(world.host, repository, deployment, { ...status, createdAt }),
      state,
    },
    deployment: deploymentShape(world.host, repository, deployment),
    ...surroundings(world, at),
  });
}

function enterDeployment(world: World, input: DeploymentScene): Place & { deployment: Deployment } {
  const at = enter(world, input);
  const { deployments, name } = at.repository;
  const deployment = found(deployments.get(input.deployment), `deployment ${input.deployment} in ${name}`);
  return { ...at, deployment };
}
