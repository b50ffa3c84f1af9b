import type { World } from '../world/create-world.ts';
import { membershipOf } from '../world/members-of.ts';
import type { Account } from '../world/model.ts';
import { hasScope } from './has-scope.ts';
import { isAllowed, type Viewer } from './viewer.ts';

/** Whether a viewer can read the members and teams of an organisation: one of its members, or an App there. */
export function readsMembers(world: World, viewer: Viewer, organization: Account): boolean {
  if (!isAllowed(viewer, ['members', 'read'], organization) || !hasScope(viewer, 'read:org')) return false;
  if (viewer.account !== null) return membershipOf(world, organization, viewer.account) !== undefined;
  return viewer.installation === null || viewer.installation.account === organization;
}
