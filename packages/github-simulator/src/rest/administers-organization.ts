import type { World } from '../world/create-world.ts';
import { membershipOf } from '../world/members-of.ts';
import type { Account } from '../world/model.ts';
import { hasScope } from './has-scope.ts';
import { isAllowed, type Viewer } from './viewer.ts';

/** Whether a viewer can read the settings of an organisation: one of its owners, or an App there with the permission. */
export function administersOrganization(world: World, viewer: Viewer, organization: Account): boolean {
  if (!isAllowed(viewer, ['organization_administration', 'read'], organization)) return false;
  if (viewer.account === null) return viewer.installation?.account === organization;
  const isOwner = membershipOf(world, organization, viewer.account)?.role === 'admin';
  return isOwner && hasScope(viewer, 'admin:org');
}
