import type { World } from './create-world.ts';
import { grantsOf } from './grants-of.ts';
import type { Account, Repository, RepositoryRole } from './model.ts';
import { roleOrder } from './role-order.ts';

export type Access = RepositoryRole | 'none';

/** The greatest role of an account on a repository, except that everybody can read a public one. */
export function accessOf(
  world: Pick<World, 'members' | 'teams'>,
  account: Account,
  repository: Repository,
): Access {
  const roles = new Set(grantsOf(world, account, repository).map(({ role }) => role));
  return roleOrder.findLast((role) => roles.has(role)) ?? 'none';
}
