import type { World } from './create-world.ts';
import { freeRunner } from './free-runner.ts';
import { fullNameOf } from './full-name.ts';
import { leaveNetwork } from './leave-network.ts';
import type { Repository } from './model.ts';

const maxRestorable = 100;

/**
 * Removes a repository from the world with its name, its hooks, its runners, and its place in installations and among
 * its forks. Its organisation's runners become idle if they ran its jobs.
 */
export function forgetRepository(world: World, repository: Repository): void {
  leaveNetwork(world, repository);
  for (const { jobs } of repository.runs.values()) for (const job of jobs) freeRunner(world, job);
  world.repositories.delete(repository.id);
  world.deleted.set(repository.id, repository);
  for (const id of world.deleted.keys()) {
    if (world.deleted.size <= maxRestorable) break;
    world.deleted.delete(id);
  }
  world.names.delete(fullNameOf(repository).toLowerCase());
  for (const { repositoryIds } of world.installations.values()) repositoryIds.delete(repository.id);
  for (const { id, target } of world.hooks.values()) {
    if (target.type === 'repository' && target.repository === repository) world.hooks.delete(id);
  }
  for (const { id, target } of world.runners.values()) {
    if (target.type === 'repository' && target.repository === repository) world.runners.delete(id);
  }
}
