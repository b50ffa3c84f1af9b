import { organizationShape, userShape } from '../shapes/account.ts';
import type { World } from '../world/create-world.ts';
import { findAccount, findUser, found, requireThat } from '../world/lookup.ts';
import { endMembership, membershipOf, setMembership } from '../world/members-of.ts';
import type { Account, BasePermission, OrganizationMember } from '../world/model.ts';
import { teamsOf } from '../world/teams-of.ts';

interface OrganisationInput {
  /** By default the default one. */
  organisation?: string;
}

interface MemberInput extends OrganisationInput {
  /** Login. */
  member: string;
}

/** Adds a user to an organisation, by default not as an owner; emits `organization` member_added. */
export function addOrganisationMember(
  world: World,
  input: MemberInput & { role?: OrganizationMember['role']; by: string },
): Account {
  const organization = organisationOf(world, input);
  const sender = findUser(world, input.by);
  const account = findUser(world, input.member);
  const { login } = account;
  requireThat(membershipOf(world, organization, account) === undefined, `${login} is a member`);
  const member: OrganizationMember = { organization, account, role: input.role ?? 'member' };
  setMembership(world, member);
  emitMembership(world, 'member_added', member, sender);
  return account;
}

/** Changes the role of a member; GitHub has no event for it. */
export function setOrganisationRole(
  world: World,
  input: MemberInput & { role: OrganizationMember['role'] },
): Account {
  const member = memberOf(world, input);
  member.role = input.role;
  return member.account;
}

/**
 * Removes a user from an organisation, from its teams and from its repositories; emits `organization` member_removed
 * alone.
 */
export function removeOrganisationMember(world: World, input: MemberInput & { by: string }): Account {
  const sender = findUser(world, input.by);
  const member = memberOf(world, input);
  const { organization, account } = member;
  const login = account.login.toLowerCase();
  endMembership(world, member);
  for (const { members } of teamsOf(world, organization)) members.delete(login);
  for (const { owner, collaborators } of world.repositories.values())
    if (owner === organization) collaborators.delete(login);
  emitMembership(world, 'member_removed', member, sender);
  return account;
}

/** Changes what members may do with each repository of an organisation; GitHub has no event for it. */
export function setBasePermission(
  world: World,
  input: OrganisationInput & { permission: BasePermission },
): Account {
  const organization = organisationOf(world, input);
  organization.basePermission = input.permission;
  return organization;
}

function organisationOf(world: World, { organisation }: OrganisationInput): Account {
  const account = findAccount(world, organisation ?? world.organisation.login);
  requireThat(account.type === 'Organization', `${account.login} is an organisation`);
  return account;
}

function memberOf(world: World, input: MemberInput): OrganizationMember {
  const organization = organisationOf(world, input);
  const account = findUser(world, input.member);
  return found(membershipOf(world, organization, account), `member ${input.member} of ${organization.login}`);
}

function emitMembership(
  world: World,
  action: 'member_added' | 'member_removed',
  { organization, account, role }: OrganizationMember,
  sender: Account,
): void {
  const organizationUrl = `${world.host.api}/orgs/${organization.login}`;
  world.emit('organization', {
    action,
    membership: {
      url: `${organizationUrl}/memberships/${account.login}`,
      state: 'active',
      role,
      organization_url: organizationUrl,
      user: userShape(world.host, account),
    },
    organization: organizationShape(world.host, organization),
    sender: userShape(world.host, sender),
  });
}
