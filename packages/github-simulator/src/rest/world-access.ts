import type { World } from '../world/create-world.ts';
import { findUser } from '../world/lookup.ts';
import type { Account, Installation, Repository } from '../world/model.ts';
import type { Viewer } from './viewer.ts';

export const accountOf = (world: World, login: string): Account => findUser(world, login);

export const installationsOf = (world: World): Installation[] =>
  world.installation === null ? [] : [world.installation];

export const canSee = (_world: World, _installation: Installation, _repository: Repository): boolean => true;

/** `moved` when the name is an old one. */
export function resolveRepository(
  world: World,
  owner: string,
  name: string,
): { repository: Repository; moved: boolean } | undefined {
  const repository = world.repositories.get(name.toLowerCase());
  const isOwners = repository?.owner.login.toLowerCase() === owner.toLowerCase();
  return repository !== undefined && isOwners ? { repository, moved: false } : undefined;
}

export function repositoryById(world: World, id: number): Repository | undefined {
  return world.repositories.values().find((repository) => repository.id === id);
}

export function findAccount(world: World, login: string): Account | undefined {
  const name = login.toLowerCase();
  return [world.organisation, ...world.users.values()].find(
    (account) => account.login.toLowerCase() === name,
  );
}

/** What the viewer sees, by id. */
export function visibleRepositories(world: World, viewer: Viewer): Repository[] {
  return [...world.repositories.values()]
    .filter((repository) => viewer.canSee(repository))
    .sort((one, other) => one.id - other.id);
}

export function repositoriesOf(world: World, installation: Installation): Repository[] {
  return [...world.repositories.values()].filter((repository) => canSee(world, installation, repository));
}
