import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Team } from '../../world/model.ts';
import { teamAccessOf } from '../../world/team-access-of.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

interface MembersArguments extends PageArguments {
  membership?: 'ALL' | 'IMMEDIATE' | 'CHILD_TEAM' | null;
}

/** A team with its repositories, and its direct members; those of its child teams are not supported. */
export function teamNode({ host, nodes, repositories }: Scope, team: Team): object {
  return {
    __typename: 'Team',
    id: team.nodeId,
    databaseId: team.id,
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: team.privacy === 'closed' ? 'VISIBLE' : 'SECRET',
    createdAt: team.createdAt,
    updatedAt: team.updatedAt,
    organization: () => nodes.account(team.organization),
    parentTeam: () => team.parent && nodes.team(team.parent),
    members(args: MembersArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['membership']);
      if (args.membership !== 'IMMEDIATE')
        throw new GraphQLError('The simulator supports members of a team with `membership: IMMEDIATE` only.');
      const rows = [...team.members.values()].map(({ account, role }) => ({
        ...{ key: account.login.toLowerCase(), id: account.id },
        node: () => nodes.account(account),
        edge: { role: role.toUpperCase() },
      }));
      return connection({ args, info, rows });
    },
    repositories(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const access = teamAccessOf(team);
      const rows = repositories().flatMap((repository) => {
        const role = repository.owner === team.organization ? access.get(repository.id) : undefined;
        if (role === undefined) return [];
        return {
          ...{ key: repository.name.toLowerCase(), id: repository.id },
          node: () => nodes.repository(repository),
          edge: { permission: role.toUpperCase() },
        };
      });
      return connection({ args, info, rows });
    },
    ...links(host, `/orgs/${team.organization.login}/teams/${team.slug}`),
  };
}
