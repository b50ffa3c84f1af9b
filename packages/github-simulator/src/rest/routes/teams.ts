import { permissionFlags } from '../../shapes/permission-flags.ts';
import type { World } from '../../world/create-world.ts';
import type { Team } from '../../world/model.ts';
import { teamAccessOf } from '../../world/team-access-of.ts';
import { descendantsOf, teamsOf } from '../../world/teams-of.ts';
import { notFound, ok } from '../answer.ts';
import { organizationRoutes } from '../organization-routes.ts';
import { pageOf } from '../page.ts';
import type { OrganizationCall, Route } from '../route.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';
import { fullTeamShape, listedTeamShape, type TeamMember, teamMemberShape } from '../shapes/team.ts';
import { visibleRepositories } from '../visible-repositories.ts';

const permission = ['members', 'read'] as const;

/** Teams of an organisation, and their members. */
export const teams: Route[] = organizationRoutes([
  {
    ...{ method: 'GET', path: '/teams', permission },
    handle: ({ context: { world }, organization, address, query }) =>
      pageOf(teamsOf(world, organization), { base: address, query }, (team) => listedTeamShape(world, team)),
  },
  {
    ...{ method: 'GET', path: '/teams/:team_slug', permission },
    handle(call) {
      const { world } = call.context;
      const team = teamOf(call);
      return ok(fullTeamShape(world, team, membersOf(world, team).length));
    },
  },
  {
    ...{ method: 'GET', path: '/teams/:team_slug/repos', permission },
    handle(call) {
      const { context, viewer, address, query } = call;
      const { world } = context;
      const team = teamOf(call);
      const access = teamAccessOf(team);
      const listed = visibleRepositories(world, viewer).flatMap((repository) => {
        const role = repository.owner === team.organization ? access.get(repository.id) : undefined;
        return role === undefined ? [] : [{ repository, role }];
      });
      return pageOf(listed, { base: address, query }, ({ repository, role }) => ({
        ...listedRepositoryShape(world.host, repository),
        permissions: permissionFlags(role),
        role_name: role,
      }));
    },
  },
  {
    ...{ method: 'GET', path: '/teams/:team_slug/members', permission },
    handle(call) {
      const { address, query } = call;
      const { world } = call.context;
      const role = query.get('role') ?? 'all';
      const members = membersOf(world, teamOf(call)).filter(
        (member) => role === 'all' || member.role === role,
      );
      return pageOf(members, { base: address, query }, (member) => teamMemberShape(world, member));
    },
  },
]);

function teamOf({ context: { world }, organization, params }: OrganizationCall): Team {
  const team = teamsOf(world, organization).find(({ slug }) => slug === params.team_slug);
  if (team === undefined) throw notFound();
  return team;
}

/** The members of a team, and those of its child teams, who are `member` in it. */
function membersOf(world: World, team: Team): TeamMember[] {
  const direct = [...team.members.values()].map((member) => ({ ...member, isInherited: false }));
  const known = new Set(direct.map(({ account }) => account));
  const inherited = descendantsOf(world, team)
    .flatMap(({ members }) => [...members.values()].map(({ account }) => account))
    .filter((account) => !known.has(account));
  return [
    ...direct,
    ...[...new Set(inherited)].map((account) => ({ account, role: 'member' as const, isInherited: true })),
  ];
}
