import { repositoryShape } from '../shapes/repository.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { forgetRepository } from '../world/forget-repository.ts';
import { enter, findBranch, findRepository, findUser, requireThat, type Scene } from '../world/lookup.ts';
import type { Repository } from '../world/model.ts';
import { settleRepository } from '../world/settle-repository.ts';
import { addRepository, type RepositoryInput } from './add-repository.ts';
import { announceRef } from './branches.ts';
import { requireFreeName } from './empty-repository.ts';

/** Emits `repository` created, and `create` and `push` of its default branch. */
export function createRepository(world: World, input: RepositoryInput): Repository {
  const sender = findUser(world, input.by);
  const repository = addRepository(world, input);
  const { name, head, commits } = findBranch(repository, repository.defaultBranch);
  world.emit('repository', { action: 'created', ...surroundings(world, { repository, sender }) });
  announceRef(world, { repository, sender }, 'branch', name, head, commits);
  return repository;
}

/** Emits `repository` renamed; afterwards commands accept only the new name. */
export function renameRepository(world: World, input: Scene & { name: string }): Repository {
  const { repository, sender } = enter(world, input);
  const { name: from, owner } = repository;
  requireFreeName(world, { owner, name: input.name });
  settleRepository(world, repository, { owner, name: input.name });
  repository.updatedAt = world.time.now();
  world.emit('repository', {
    action: 'renamed',
    changes: { repository: { name: { from } } },
    ...surroundings(world, { repository, sender }),
  });
  return repository;
}

/** Emits `repository` edited with the old values. */
export function editRepository(
  world: World,
  input: Scene & { description?: string; homepage?: string; topics?: readonly string[] },
): Repository {
  const { repository, sender } = enter(world, input);
  const { description, homepage, topics } = repository;
  const changes = {
    ...(input.description !== undefined && { description: { from: description } }),
    ...(input.homepage !== undefined && { homepage: { from: homepage } }),
    ...(input.topics !== undefined && { topics: { from: topics } }),
  };
  repository.description = input.description ?? description;
  repository.homepage = input.homepage ?? homepage;
  repository.topics = [...(input.topics ?? topics)];
  repository.updatedAt = world.time.now();
  world.emit('repository', { action: 'edited', changes, ...surroundings(world, { repository, sender }) });
  return repository;
}

/** Emits `repository` archived; it is then read-only. */
export function archiveRepository(world: World, input: Scene): Repository {
  const { repository, sender } = enter(world, input);
  repository.archived = true;
  repository.updatedAt = world.time.now();
  world.emit('repository', {
    action: 'archived',
    ...surroundings(world, { repository, sender }),
    repository: { ...repositoryShape(world.host, repository), archived: true },
  });
  return repository;
}

/** Emits `repository` unarchived. */
export function unarchiveRepository(world: World, input: Scene): Repository {
  const repository = findRepository(world, input.repository);
  const sender = findUser(world, input.by);
  requireThat(repository.archived, `repository ${repository.name} is not archived`);
  repository.archived = false;
  repository.updatedAt = world.time.now();
  world.emit('repository', {
    action: 'unarchived',
    ...surroundings(world, { repository, sender }),
    repository: { ...repositoryShape(world.host, repository), archived: false },
  });
  return repository;
}

/** Emits `repository` deleted. */
export function deleteRepository(world: World, input: Scene): Repository {
  const repository = findRepository(world, input.repository);
  const sender = findUser(world, input.by);
  world.emit('repository', { action: 'deleted', ...surroundings(world, { repository, sender }) });
  forgetRepository(world, repository);
  return repository;
}
