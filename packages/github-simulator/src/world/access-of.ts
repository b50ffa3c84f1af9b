import type { World } from './create-world.ts';
import type { Account, Repository } from './model.ts';

/** GitHub's names. */
export type Access = 'admin' | 'write' | 'read' | 'none';

/**
 * The access of an account to a repository, except reading a public one: as its owner, as a collaborator, or as a
 * member of the organisation, whose members can read.
 */
export function accessOf(world: World, account: Account, { owner, collaborators }: Repository): Access {
  const isOurs = owner.id === world.organisation.id;
  if (owner.id === account.id || (isOurs && account.association === 'OWNER')) return 'admin';
  const collaborator = collaborators.get(account.login.toLowerCase());
  if (collaborator !== undefined) return collaborator.permission;
  return isOurs && account.association === 'MEMBER' ? 'read' : 'none';
}
