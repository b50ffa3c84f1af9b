import { userShape } from '../shapes/account.ts';
import { installationShape, installedRepositoryShape } from '../shapes/installation.ts';
import type { World } from '../world/create-world.ts';
import { demand, findUser } from '../world/lookup.ts';
import type { Installation } from '../world/model.ts';

/** What the App asks for: enough to mirror everything that the simulator simulates. */
const permissions: Installation['permissions'] = {
  actions: 'read',
  administration: 'read',
  contents: 'read',
  issues: 'write',
  metadata: 'read',
  organization_self_hosted_runners: 'read',
  pull_requests: 'read',
};

const events: Installation['events'] = [
  'create',
  'delete',
  'issue_comment',
  'issues',
  'label',
  'pull_request',
  'push',
  'release',
  'repository',
  'star',
  'workflow_job',
  'workflow_run',
];

/** Installs the App on all repositories: from now on commands emit. Emits `installation` created. */
export function install(world: World, input: { by: string }): Installation {
  demand(world.installation === null, 'the App is installed');
  const sender = findUser(world, input.by);
  const id = world.nextId('installation');
  const installation: Installation = {
    id,
    // Installations still have node ids of GitHub's first kind.
    nodeId: Buffer.from(`023:IntegrationInstallation${id}`).toString('base64'),
    permissions,
    events,
    createdAt: world.time.now(),
  };
  world.installation = installation;
  world.emit('installation', {
    action: 'created',
    installation: installationShape(world, installation),
    repositories: [...world.repositories.values()].map(installedRepositoryShape),
    sender: userShape(world.host, sender),
  });
  return installation;
}

/** Removes the App: emits `installation` deleted, and nothing any more afterwards. */
export function uninstall(world: World, input: { by: string }): void {
  const { installation } = world;
  const sender = findUser(world, input.by);
  demand(installation !== null, 'the App is not installed');
  world.emit('installation', {
    action: 'deleted',
    installation: installationShape(world, installation),
    repositories: [...world.repositories.values()].map(installedRepositoryShape),
    sender: userShape(world.host, sender),
  });
  world.installation = null;
}
