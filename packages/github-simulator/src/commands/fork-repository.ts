import { repositoryShape } from '../shapes/repository.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { findAccount, findRepository, findUser, type Scene } from '../world/lookup.ts';
import type { Repository } from '../world/model.ts';
import { emptyRepository } from './empty-repository.ts';

/**
 * Copies the branches and tags, not the issues, to an account, by default the actor's. Emits `fork` for the parent,
 * then `repository` created for the fork.
 */
export function forkRepository(world: World, input: Scene & { owner?: string; name?: string }): Repository {
  const parent = findRepository(world, input.repository);
  const sender = findUser(world, input.by);
  const owner = findAccount(world, input.owner ?? input.by);
  const name = input.name ?? parent.name;
  const fork = emptyRepository(world, { owner, name, createdAt: world.time.now() });
  Object.assign(fork, {
    parent,
    source: parent.source ?? parent,
    private: parent.private,
    description: parent.description,
    language: parent.language,
    defaultBranch: parent.defaultBranch,
    size: parent.size,
    pushedAt: parent.pushedAt,
    commits: new Map(parent.commits),
    tags: new Map(parent.tags),
  });
  for (const branch of parent.branches.values()) {
    fork.branches.set(branch.name, { ...branch, commits: [...branch.commits] });
  }
  parent.forks += 1;
  parent.updatedAt = fork.createdAt;
  world.emit('fork', {
    forkee: { ...repositoryShape(world.host, fork), fork: true },
    ...surroundings(world, { repository: parent, sender }),
  });
  world.emit('repository', { action: 'created', ...surroundings(world, { repository: fork, sender }) });
  return fork;
}
