import { contract, type RepositoryAccess } from '@hubtwin/contract';
import { findOwnTokens, findUserRole, type RepositoryRole } from '@hubtwin/database';
import { writePermissions } from '@hubtwin/replication';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { findRepositoryInstallation } from '../queries/find-repository-installation.ts';
import { resolveRepository } from '../queries/resolve-repository.ts';

/** @see https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization */
const roles: readonly RepositoryRole[] = ['read', 'triage', 'write', 'maintain', 'admin'];

export const getRepositoryAccess = route(
  contract.getRepositoryAccess,
  async ({ query: { repository: named, user: login }, access }, { database, github }) => {
    const repository = await resolveRepository(database, access, named);
    if (repository === null) throw new ProblemError('not_found', 'There is no such repository.');
    const user =
      login === undefined ? null : await findUserRole(database, { login, repositoryId: repository.id });
    const isHidden = login !== undefined && user === null;
    const installation =
      isHidden || !github.hasApp
        ? null
        : await findRepositoryInstallation(database, repository.id, user?.installationId ?? null);
    // Users of the App have no access through tokens.
    const own = login === undefined ? await findOwnTokens(database, { repositoryIds: [repository.id] }) : [];
    const hasToken = login === undefined && github.canRequest(null);
    const through = throughOf({
      hasOwnToken: own.length > 0,
      hasInstallation: installation !== null,
      hasToken,
    });
    const mayWrite = (what: keyof typeof writePermissions, minRole: RepositoryRole) => {
      if (through === 'token') return null;
      const isGranted = installation?.permissions[writePermissions[what]] === 'write';
      return isGranted && (user === null || roles.indexOf(user.role) >= roles.indexOf(minRole));
    };
    return {
      body: {
        repository: { id: repository.id, full_name: repository.fullName },
        can_read: through !== null,
        through,
        installation,
        can_write: {
          settings: mayWrite('settings', 'admin'),
          labels: mayWrite('labels', 'write'),
          runs: mayWrite('runs', 'write'),
          runners: mayWrite('runners', 'admin'),
        },
        user: user && {
          id: user.userId,
          login: user.login,
          role: user.role,
          verified_at: user.verifiedAt.toISOString(),
        },
      },
    };
  },
);

/** A repository's own token takes precedence. */
function throughOf(has: {
  hasOwnToken: boolean;
  hasInstallation: boolean;
  hasToken: boolean;
}): RepositoryAccess['through'] {
  if (has.hasOwnToken) return 'token';
  if (has.hasInstallation) return 'installation';
  return has.hasToken ? 'token' : null;
}
