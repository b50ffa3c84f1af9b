import type { World } from './create-world.ts';
import type { Account, OrganizationMember } from './model.ts';

type Members = Pick<World, 'members'>;

const keyOf = (organization: Account, account: Account) => `${organization.id}/${account.id}`;

/** The members of an organisation, in the order in which they joined. */
export const membersOf = ({ members }: Members, organization: Account): OrganizationMember[] =>
  [...members.values()].filter((member) => member.organization === organization);

/** The membership of an account in an organisation; undefined: it is no member. */
export const membershipOf = (
  { members }: Members,
  organization: Account,
  account: Account,
): OrganizationMember | undefined => members.get(keyOf(organization, account));

export function setMembership({ members }: Members, member: OrganizationMember): void {
  members.set(keyOf(member.organization, member.account), member);
}

export function endMembership(
  { members }: Members,
  { organization, account }: Omit<OrganizationMember, 'role'>,
): void {
  members.delete(keyOf(organization, account));
}
