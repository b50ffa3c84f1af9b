import type { Account, OrganizationMember, Team } from '../world/model.ts';

/** What decides who has access to repositories. */
export interface People {
  members: Map<string, OrganizationMember>;
  teams: Map<number, Team>;
  accounts(): Account[];
}
