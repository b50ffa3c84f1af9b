import type { World } from '../world/create-world.ts';
import { findUser, found, type Scene } from '../world/lookup.ts';
import type { Repository } from '../world/model.ts';
import { settleRepository } from '../world/settle-repository.ts';
import { requireFreeName } from './empty-repository.ts';

/**
 * Restores a deleted repository with its id and content, as its owner may within 90 days; an installation on selected
 * repositories does not regain it. Emits nothing.
 *
 * @see https://docs.github.com/repositories/creating-and-managing-repositories/restoring-a-deleted-repository
 */
export function restoreRepository(world: World, input: Scene): Repository {
  const fullName = input.repository.includes('/')
    ? input.repository
    : `${world.organisation.login}/${input.repository}`;
  findUser(world, input.by);
  const named = world.deleted
    .values()
    .filter(({ owner, name }) => `${owner.login}/${name}`.toLowerCase() === fullName.toLowerCase())
    .toArray()
    .at(-1);
  const repository = found(named, `deleted repository ${input.repository}`);
  const { owner, name } = repository;
  requireFreeName(world, { owner, name });
  world.deleted.delete(repository.id);
  settleRepository(world, repository, { owner, name });
  return repository;
}
