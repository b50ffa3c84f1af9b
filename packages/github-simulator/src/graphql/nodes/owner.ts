import type { GraphQLResolveInfo } from 'graphql';
import type { Account, Repository } from '../../world/model.ts';
import { starsOf } from '../../world/stars-of.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { accountNode } from './account.ts';

interface RepositoriesArguments extends PageArguments {
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
}

/** An account with the repositories that it owns and the viewer can access. */
export function ownerNode(scope: Scope, account: Account, visible: () => Repository[]): object {
  const owned = () => visible().filter(({ owner }) => owner === account);
  return {
    ...accountNode(scope, account),
    ...(account.type === 'Organization' && {
      teams(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
        checkArguments(args, info, ['rootTeamsOnly']);
        const rows = scope.teams(account).map((team) => ({
          ...{ key: team.name.toLowerCase(), id: team.id },
          node: () => scope.nodes.team(team),
        }));
        return connection({ args, info, rows });
      },
      membersWithRole(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
        checkArguments(args, info, []);
        const rows = scope.members(account).map((member) => ({
          ...{ key: member.account.id, id: member.account.id },
          node: () => scope.nodes.account(member.account),
          edge: { role: member.role.toUpperCase() },
        }));
        return connection({ args, info, rows });
      },
    }),
    repository({ name }: { name: string }) {
      const found = owned().find((repository) => repository.name.toLowerCase() === name.toLowerCase());
      return found ? scope.nodes.repository(found) : null;
    },
    repositories(args: RepositoriesArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['orderBy']);
      const rows = owned().map((repository) => ({
        key: orderKey(repository, args.orderBy?.field),
        id: repository.id,
        node: () => scope.nodes.repository(repository),
      }));
      return connection({ args, info, rows, ...args.orderBy });
    },
  };
}

function orderKey(repository: Repository, field: string | undefined): string | number {
  if (field === 'NAME') return repository.name.toLowerCase();
  if (field === 'STARGAZERS') return starsOf(repository);
  if (field === 'PUSHED_AT') return repository.pushedAt;
  if (field === 'UPDATED_AT') return repository.updatedAt;
  return field === 'CREATED_AT' ? repository.createdAt : repository.id;
}
