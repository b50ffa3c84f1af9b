import { userShape } from '../shapes/account.ts';
import { installationShape, installedRepositoryShape } from '../shapes/installation.ts';
import { canSee } from '../world/can-see.ts';
import type { World } from '../world/create-world.ts';
import { findAccount, findInstallation, findRepository, findUser, requireThat } from '../world/lookup.ts';
import type { Installation, Repository } from '../world/model.ts';

/** An installation by its account, by default the default organisation, and the actor. */
export interface InstallationScene {
  account?: string;
  by: string;
}

/**
 * Installs the App, on the given repositories or on all: from now on commands emit the events that it subscribes to.
 * Emits `installation` created.
 */
export function install(
  world: World,
  input: InstallationScene & { repositories?: readonly string[] },
): Installation {
  const account = findAccount(world, input.account ?? world.organisation.login);
  const sender = findUser(world, input.by);
  const selected = input.repositories?.map((name) => findRepository(world, name));
  const taken = world.installations.values().some((each) => each.account === account);
  requireThat(!taken, `the App is installed on ${account.login}`);
  requireThat(
    selected?.every(({ owner }) => owner === account) ?? true,
    `a repository does not belong to ${account.login}`,
  );
  const id = world.nextId('installation');
  const now = world.time.now();
  const installation: Installation = {
    id,
    // Installations still have node ids in GitHub's first format.
    nodeId: Buffer.from(`023:IntegrationInstallation${id}`).toString('base64'),
    account,
    selection: selected === undefined ? 'all' : 'selected',
    repositoryIds: new Set(selected?.map((repository) => repository.id)),
    suspendedAt: null,
    suspendedBy: null,
    permissions: { ...world.app.permissions },
    events: [...world.app.events],
    createdAt: now,
    updatedAt: now,
  };
  world.installations.set(id, installation);
  world.emit('installation', {
    action: 'created',
    installation: installationShape(world, installation),
    repositories: installedRepositories(world, installation).map(installedRepositoryShape),
    sender: userShape(world.host, sender),
  });
  return installation;
}

/** Uninstalls the App: emits `installation` deleted, and nothing afterwards. */
export function uninstall(world: World, input: InstallationScene): void {
  const installation = findInstallation(world, input.account);
  const sender = findUser(world, input.by);
  world.emit('installation', {
    action: 'deleted',
    installation: installationShape(world, installation),
    repositories: installedRepositories(world, installation).map(installedRepositoryShape),
    sender: userShape(world.host, sender),
  });
  world.installations.delete(installation.id);
}

/** Suspends the App on the account: emits `installation` suspend, then nothing until it is unsuspended. */
export function suspendInstallation(world: World, input: InstallationScene): Installation {
  const installation = findInstallation(world, input.account);
  const sender = findUser(world, input.by);
  requireThat(installation.suspendedAt === null, 'the installation is suspended');
  const now = world.time.now();
  Object.assign(installation, { suspendedAt: now, suspendedBy: sender, updatedAt: now });
  const suspended_by = userShape(world.host, sender);
  world.emit('installation', {
    action: 'suspend',
    installation: { ...installationShape(world, installation), suspended_by, suspended_at: now },
    sender: suspended_by,
  });
  return installation;
}

/** Emits `installation` unsuspend; events of the time before are never sent. */
export function unsuspendInstallation(world: World, input: InstallationScene): Installation {
  const installation = findInstallation(world, input.account);
  const sender = findUser(world, input.by);
  requireThat(installation.suspendedAt !== null, 'the installation is not suspended');
  Object.assign(installation, { suspendedAt: null, suspendedBy: null, updatedAt: world.time.now() });
  world.emit('installation', {
    action: 'unsuspend',
    installation: { ...installationShape(world, installation), suspended_by: null, suspended_at: null },
    sender: userShape(world.host, sender),
  });
  return installation;
}

function installedRepositories(world: World, installation: Installation): Repository[] {
  return [...world.repositories.values()].filter((repository) => canSee(installation, repository));
}
