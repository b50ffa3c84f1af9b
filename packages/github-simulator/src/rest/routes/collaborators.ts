import { accessOf } from '../../world/access-of.ts';
import { isAffiliated } from '../../world/is-affiliated.ts';
import { includesRole } from '../../world/role-order.ts';
import { notFound, ok, RestError, requiresAuthentication } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { collaboratorShape } from '../shapes/collaborator.ts';
import { collaboratorPermissionShape } from '../shapes/collaborator-permission.ts';

/**
 * Users with access to a repository: its owner or its organisation's members, and its collaborators.
 *
 * @see https://docs.github.com/rest/collaborators/collaborators
 */
export const collaborators = repositoryRoutes([
  {
    method: 'GET',
    path: '/collaborators',
    permission: ['metadata', 'read'],
    handle(call) {
      const { context, repository, address, query } = call;
      const { world } = context;
      requirePushAccess(call);
      const listed = world.accounts
        .values()
        .filter(isAffiliated(world, repository, query.get('affiliation') ?? 'all'))
        .map((account) => ({ account, access: accessOf(world, account, repository) }))
        .filter(({ access }) => access !== 'none')
        .toArray()
        .sort((one, other) => one.account.id - other.account.id);
      return pageOf(listed, { base: address, query }, ({ account, access }) =>
        collaboratorShape(world.host, account, access),
      );
    },
  },
  {
    method: 'GET',
    path: '/collaborators/:username/permission',
    permission: ['metadata', 'read'],
    handle(call) {
      const { context, repository, params } = call;
      const { world } = context;
      requirePushAccess(call);
      const account = world.accounts.get((params.username ?? '').toLowerCase());
      if (account === undefined || account.type === 'Organization') throw notFound();
      return ok(collaboratorPermissionShape(world, repository, account));
    },
  },
]);

/** @throws RestError 401 or 403 for a user without push access, or without authentication. */
function requirePushAccess({ context: { world }, viewer: { kind, account }, repository }: RepositoryCall) {
  if (kind === 'anonymous') throw requiresAuthentication();
  if (account === null || includesRole(accessOf(world, account, repository), 'write')) return;
  throw new RestError(403, 'Must have push access to view repository collaborators.');
}
