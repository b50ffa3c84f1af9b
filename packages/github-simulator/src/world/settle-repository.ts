import type { World } from './create-world.ts';
import { fullNameOf } from './full-name.ts';
import type { Account, Repository } from './model.ts';

/**
 * Sets the owner and name of a repository that is new, renamed or transferred. A former name redirects to it until
 * another repository takes that name.
 */
export function settleRepository(
  world: World,
  repository: Repository,
  to: { owner: Account; name: string },
): void {
  const { names, oldNames, repositories } = world;
  const before = fullNameOf(repository).toLowerCase();
  if (names.get(before) === repository.id) {
    names.delete(before);
    oldNames.set(before, repository.id);
  }
  Object.assign(repository, to);
  const after = fullNameOf(repository).toLowerCase();
  oldNames.delete(after);
  names.set(after, repository.id);
  repositories.set(repository.id, repository);
}
