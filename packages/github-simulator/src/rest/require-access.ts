import type { World } from '../world/create-world.ts';
import {
  notAccessible,
  notAccessibleByToken,
  notFound,
  RestError,
  requiresAuthentication,
} from './answer.ts';
import { ownerOfPath } from './owner-of-path.ts';
import type { Route } from './route.ts';
import { isAllowed, type Viewer } from './viewer.ts';

/** @throws RestError 401 or 403 if the viewer is not of the kind that a route requires, or lacks a permission. */
export function requireAccess(
  world: World,
  viewer: Viewer,
  { route, params }: { route: Route; params: Readonly<Record<string, string>> },
): void {
  const { caller = 'anybody', permission } = route;
  if (viewer.kind === 'anonymous' && caller !== 'anybody') throw requiresAuthentication();
  if (caller === 'app' && viewer.kind !== 'app') {
    throw new RestError(401, 'A JSON web token could not be decoded');
  }
  if (caller === 'client' && viewer.kind !== 'client') throw requiresAuthentication();
  if (caller === 'installation' && viewer.kind !== 'installation') {
    throw new RestError(
      403,
      'You must authenticate with an installation access token in order to list repositories for an installation.',
    );
  }
  if (caller === 'user-to-server' && viewer.kind !== 'user-to-server') {
    if (viewer.kind !== 'personal') throw notAccessible('');
    throw new RestError(
      403,
      'You must authenticate with an access token authorized to a GitHub App in order to list installations',
    );
  }
  if (caller === 'account' && viewer.account === null) throw notAccessible('');
  if (permission === undefined) return;
  const [name, level] = permission;
  if (viewer.kind === 'anonymous' && level === 'write') throw requiresAuthentication();
  if (isAllowed(viewer, permission, ownerOfPath(world, params))) return;
  if (viewer.kind === 'anonymous') throw notFound();
  throw viewer.kind === 'personal' ? notAccessibleByToken() : notAccessible(`${name}=${level}`);
}
