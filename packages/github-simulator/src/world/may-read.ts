import { accessOf } from './access-of.ts';
import type { World } from './create-world.ts';
import type { Account, Repository } from './model.ts';

/** Whether a person sees the repository: what is public, and what they were given. */
export function mayRead(world: World, account: Account, repository: Repository): boolean {
  return !repository.private || accessOf(world, account, repository) !== 'none';
}
