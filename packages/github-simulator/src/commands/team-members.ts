import { organizationShape, userShape } from '../shapes/account.ts';
import { teamShape } from '../shapes/team.ts';
import type { World } from '../world/create-world.ts';
import { findUser, found, requireThat } from '../world/lookup.ts';
import type { Account, Team, TeamRole } from '../world/model.ts';
import { findTeam, type TeamInput } from '../world/teams-of.ts';

interface MemberInput extends TeamInput {
  /** Login. */
  member: string;
}

/** Adds a user to a team, by default as `member`; emits `membership` added, which does not contain the role. */
export function addTeamMember(world: World, input: MemberInput & { role?: TeamRole; by: string }): Account {
  const team = findTeam(world, input);
  const sender = findUser(world, input.by);
  const account = findUser(world, input.member);
  const login = account.login.toLowerCase();
  requireThat(!team.members.has(login), `${account.login} is a member of ${team.slug}`);
  team.members.set(login, { account, role: input.role ?? 'member' });
  emitMembership(world, 'added', { team, account, sender });
  return account;
}

/** Changes the role of a member; GitHub has no event for it. */
export function setTeamRole(world: World, input: MemberInput & { role: TeamRole }): Account {
  const member = memberOf(findTeam(world, input), input.member);
  member.role = input.role;
  return member.account;
}

/** Removes a user from a team; emits `membership` removed. */
export function removeTeamMember(world: World, input: MemberInput & { by: string }): Account {
  const team = findTeam(world, input);
  const sender = findUser(world, input.by);
  const { account } = memberOf(team, input.member);
  team.members.delete(account.login.toLowerCase());
  emitMembership(world, 'removed', { team, account, sender });
  return account;
}

const memberOf = (team: Team, login: string) =>
  found(team.members.get(login.toLowerCase()), `member ${login} of ${team.slug}`);

function emitMembership(
  world: World,
  action: 'added' | 'removed',
  { team, account, sender }: { team: Team; account: Account; sender: Account },
): void {
  world.emit('membership', {
    action,
    scope: 'team',
    member: userShape(world.host, account),
    team: teamShape(world.host, team),
    organization: organizationShape(world.host, team.organization),
    sender: userShape(world.host, sender),
  });
}
