import { accessOf } from './access-of.ts';
import type { World } from './create-world.ts';
import type { Account, Repository } from './model.ts';

/** Whether a user can read the repository: a public one, or one with access. */
export function mayRead(world: World, account: Account, repository: Repository): boolean {
  return !repository.private || accessOf(world, account, repository) !== 'none';
}
