import type { World } from './create-world.ts';
import { membershipOf } from './members-of.ts';
import type { Account, Repository } from './model.ts';

/** Which users the list of a repository's collaborators contains: all, its own, or those outside the organisation. */
export function isAffiliated(
  world: Pick<World, 'members'>,
  { owner, collaborators }: Repository,
  affiliation: string,
): (account: Account) => boolean {
  return (account) => {
    if (account.type !== 'User') return false;
    if (affiliation === 'all') return true;
    const isDirect = collaborators.has(account.login.toLowerCase());
    return isDirect && (affiliation === 'direct' || membershipOf(world, owner, account) === undefined);
  };
}
