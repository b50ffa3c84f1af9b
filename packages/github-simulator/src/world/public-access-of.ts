import { type Access, accessOf } from './access-of.ts';
import type { World } from './create-world.ts';
import type { Account, Repository } from './model.ts';

/** The greatest role of an account on a repository; everybody can read a public one. */
export function publicAccessOf(
  world: Pick<World, 'members' | 'teams'>,
  account: Account,
  repository: Repository,
): Access {
  const access = accessOf(world, account, repository);
  return access === 'none' && !repository.private ? 'read' : access;
}
