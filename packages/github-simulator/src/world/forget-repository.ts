import type { World } from './create-world.ts';
import { fullNameOf } from './full-name.ts';
import type { Repository } from './model.ts';

/** Takes a repository out of the world with its name, its hooks, its runners and its place in installations. */
export function forgetRepository(world: World, repository: Repository): void {
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
