import type { World } from '../world/create-world.ts';
import { membershipOf } from '../world/members-of.ts';
import type { Account } from '../world/model.ts';
import { notFound, RestError } from './answer.ts';
import { hasScope } from './has-scope.ts';
import { readsMembers } from './reads-members.ts';
import type { OrganizationRoute } from './route.ts';
import type { Viewer } from './viewer.ts';

/**
 * Checks what a user may do with an organisation: members read its teams, owners manage its hooks and runners.
 *
 * @throws RestError 403 or 404.
 */
export function requireMembership(
  world: World,
  viewer: Viewer,
  organization: Account,
  { permission, isPublicToo = false }: OrganizationRoute,
): void {
  if (permission === undefined || isPublicToo) return;
  const [name] = permission;
  const { account } = viewer;
  if (name === 'members') {
    if (!readsMembers(world, viewer, organization)) throw notFound();
    return;
  }
  if (account === null) return;
  const isOfHooks = name === 'organization_hooks';
  const isOwner = membershipOf(world, organization, account)?.role === 'admin';
  if (isOwner && hasScope(viewer, isOfHooks ? 'admin:org_hook' : 'admin:org')) return;
  throw isOfHooks ? notFound() : new RestError(403, 'You must be an org admin to perform this operation.');
}
