import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { simpleTeamShape } from '../../shapes/team.ts';
import type { World } from '../../world/create-world.ts';
import type { Account, Team, TeamRole } from '../../world/model.ts';
import { publicOrganizationShape } from './organization.ts';

/** A team as its list shows it. */
export const listedTeamShape = (
  { host }: Pick<World, 'host'>,
  team: Team,
): components['schemas']['team'] => ({
  ...ownedShape(host, team),
  parent: team.parent && ownedShape(host, team.parent),
});

const ownedShape = (host: World['host'], team: Team) => ({
  ...simpleTeamShape(host, team),
  type: 'organization' as const,
  organization_id: team.organization.id,
});

/** A single team. */
export function fullTeamShape(world: World, team: Team, members: number): components['schemas']['team-full'] {
  return {
    ...listedTeamShape(world, team),
    ...{
      privacy: team.privacy,
      notification_setting: team.notifies ? 'notifications_enabled' : 'notifications_disabled',
    },
    members_count: members,
    repos_count: 0,
    created_at: team.createdAt,
    updated_at: team.updatedAt,
    organization: publicOrganizationShape(world, team.organization),
  };
}

/** A member of a team; `isInherited`: of a child team. */
export const teamMemberShape = (
  world: World,
  { account, role, isInherited }: TeamMember,
): components['schemas']['team-member'] => ({
  ...userShape(world.host, account),
  role,
  inherited: isInherited,
});

export interface TeamMember {
  account: Account;
  role: TeamRole;
  isInherited: boolean;
}
