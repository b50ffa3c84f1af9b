import type { World } from './create-world.ts';
import { fullNameOf } from './full-name.ts';
import type { Repository } from './model.ts';
import { networkOf } from './network-of.ts';

/** Takes a repository out of the world with its name, its hooks, its runners and its place in installations; its pull requests elsewhere stay. */
export function forgetRepository(world: World, repository: Repository): void {
  for (const { pullRequests } of networkOf(world, repository)) {
    for (const { head } of pullRequests.values()) if (head.repository === repository) head.repository = null;
  }
  world.repositories.delete(repository.id);
  world.names.delete(fullNameOf(repository).toLowerCase());
  for (const { repositoryIds } of world.installations.values()) repositoryIds.delete(repository.id);
  for (const { id, target } of world.hooks.values()) {
    if (target.type === 'repository' && target.repository === repository) world.hooks.delete(id);
  }
  for (const { id, target } of world.runners.values()) {
    if (target.type === 'repository' && target.repository === repository) world.runners.delete(id);
  }
}
