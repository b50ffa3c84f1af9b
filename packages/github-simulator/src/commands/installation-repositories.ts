import { userShape } from '../shapes/account.ts';
import { installationShape, installedRepositoryShape } from '../shapes/installation.ts';
import type { World } from '../world/create-world.ts';
import { findInstallation, findRepository, findUser, requireThat } from '../world/lookup.ts';
import type { Account, Installation, Repository } from '../world/model.ts';
import type { InstallationScene } from './installations.ts';

interface SelectionInput extends InstallationScene {
  repositories: readonly string[];
}

/** Adds repositories to an installation on selected repositories; emits `installation_repositories` added. */
export function addRepositoriesToInstallation(world: World, input: SelectionInput): Installation {
  const { installation, repositories, sender } = selectionOf(world, input);
  for (const { id, name, owner } of repositories) {
    requireThat(owner === installation.account, `${name} does not belong to ${installation.account.login}`);
    requireThat(!installation.repositoryIds.has(id), `the installation already includes ${name}`);
  }
  for (const { id } of repositories) installation.repositoryIds.add(id);
  installation.updatedAt = world.time.now();
  world.emit('installation_repositories', {
    action: 'added',
    installation: installationShape(world, installation),
    repository_selection: installation.selection,
    repositories_added: repositories.map(installedRepositoryShape),
    repositories_removed: [],
    requester: null,
    sender: userShape(world.host, sender),
  });
  return installation;
}

/** Removes repositories from an installation on selected repositories; emits `installation_repositories` removed. */
export function removeRepositoriesFromInstallation(world: World, input: SelectionInput): Installation {
  const { installation, repositories, sender } = selectionOf(world, input);
  for (const { id, name } of repositories) {
    requireThat(installation.repositoryIds.has(id), `the installation does not include ${name}`);
  }
  withdrawRepositories(world, installation, repositories, sender);
  return installation;
}

/** Emits `installation_repositories` removed for repositories that an installation on selected repositories loses. */
export function withdrawRepositories(
  world: World,
  installation: Installation,
  repositories: readonly Repository[],
  sender: Account,
): void {
  for (const { id } of repositories) installation.repositoryIds.delete(id);
  installation.updatedAt = world.time.now();
  world.emit('installation_repositories', {
    action: 'removed',
    installation: installationShape(world, installation),
    repository_selection: installation.selection,
    repositories_added: [],
    repositories_removed: repositories.map(installedRepositoryShape),
    requester: null,
    sender: userShape(world.host, sender),
  });
}

function selectionOf(world: World, input: SelectionInput) {
  const installation = findInstallation(world, input.account);
  requireThat(installation.selection === 'selected', 'the installation is on all repositories');
  const repositories = input.repositories.map((name) => findRepository(world, name));
  return { installation, repositories, sender: findUser(world, input.by) };
}
