import type { GraphQLResolveInfo } from 'graphql';
import { grantsOf } from '../../world/grants-of.ts';
import { isAffiliated } from '../../world/is-affiliated.ts';
import type { Account, Repository, RepositoryRole } from '../../world/model.ts';
import { roleOrder } from '../../world/role-order.ts';
import { githubError } from '../github-error.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';

interface CollaboratorsArguments extends PageArguments {
  affiliation?: 'ALL' | 'DIRECT' | 'OUTSIDE' | null;
}

/** `permission` of a source knows the older roles only. */
const older: Readonly<Partial<Record<RepositoryRole, string>>> = { triage: 'READ', maintain: 'WRITE' };

/** The users with access to a repository, with the sources of their permissions, for who can push there. */
export function collaboratorsOf({ nodes, people, pushes }: Scope, repository: Repository) {
  return (args: CollaboratorsArguments, _: unknown, info: GraphQLResolveInfo) => {
    checkArguments(args, info, ['affiliation']);
    if (pushes?.(repository) === false)
      throw githubError('FORBIDDEN', 'You do not have permission to view repository collaborators.');
    const isListed = isAffiliated(people, repository, (args.affiliation ?? 'ALL').toLowerCase());
    const { owner } = repository;
    const nodeOf = (source: object) => {
      if (source === repository) return nodes.repository(repository);
      return source === owner ? nodes.account(owner) : null;
    };
    const rows = people.accounts().flatMap((account: Account) => {
      const grants = isListed(account) ? grantsOf(people, account, repository) : [];
      const permission = roleOrder.findLast((each) => grants.some(({ role }) => role === each));
      if (permission === undefined) return [];
      const sources = grants.map(({ role, source }) => ({
        organization: () => nodes.account(owner),
        permission: older[role] ?? role.toUpperCase(),
        roleName: role,
        source: () => ('slug' in source ? nodes.team(source) : nodeOf(source)),
      }));
      return {
        ...{ key: account.login.toLowerCase(), id: account.id },
        node: () => nodes.account(account),
        edge: {
          permission: permission.toUpperCase(),
          permissionSources: owner.type === 'Organization' ? sources : null,
        },
      };
    });
    return connection({ args, info, rows });
  };
}
