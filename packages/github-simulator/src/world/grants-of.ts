import type { World } from './create-world.ts';
import { membershipOf } from './members-of.ts';
import type { Account, Repository, RepositoryRole, Team } from './model.ts';

/** A reason for which an account may access a repository. */
export interface Grant {
  role: RepositoryRole;
  /** The owner of the repository, the repository for its collaborators, or the team that the account is a member of. */
  source: Account | Repository | Team;
  kind: 'owner' | 'base' | 'direct' | 'team';
}

type Access = Pick<World, 'members' | 'teams'>;

/**
 * Every reason for which an account may access a repository, except that everybody can read a public one.
 *
 * @see
 * https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
 */
export function grantsOf(world: Access, account: Account, repository: Repository): Grant[] {
  const { owner, collaborators } = repository;
  const direct = collaborators.get(account.login.toLowerCase())?.permission;
  const grants: Grant[] = direct === undefined ? [] : [{ role: direct, source: repository, kind: 'direct' }];
  if (owner === account) grants.push({ role: 'admin', source: owner, kind: 'owner' });
  const membership = membershipOf(world, owner, account);
  if (membership === undefined) return grants;
  if (membership.role === 'admin') grants.push({ role: 'admin', source: owner, kind: 'owner' });
  const { basePermission = 'read' } = owner;
  const base = basePermission === 'none' && repository.internal ? 'read' : basePermission;
  if (base !== 'none') grants.push({ role: base, source: owner, kind: 'base' });
  for (const team of world.teams.values()) {
    if (team.organization !== owner || !team.members.has(account.login.toLowerCase())) continue;
    for (let granted: Team | null = team; granted !== null; granted = granted.parent) {
      const role = granted.repositories.get(repository.id);
      if (role !== undefined) grants.push({ role, source: team, kind: 'team' });
    }
  }
  return grants;
}
