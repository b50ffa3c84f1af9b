import { accessOf } from '../../world/access-of.ts';
import type { Account } from '../../world/model.ts';
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
      const isDirect = ['direct', 'outside'].includes(query.get('affiliation') ?? '');
      const isListed = ({ type, login }: Account) =>
        type === 'User' && (!isDirect || repository.collaborators.has(login.toLowerCase()));
      const listed = world.accounts
        .values()
        .filter(isListed)
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
    handle({ context: { world }, repository, params }) {
      const account = world.accounts.get((params.username ?? '').toLowerCase());
      if (account === undefined) throw notFound();
      return ok(collaboratorPermissionShape(world, repository, account));
    },
  },
]);

/** @throws RestError 401 or 403 for a user without push access, or without authentication. */
function requirePushAccess({ context: { world }, viewer: { kind, account }, repository }: RepositoryCall) {
  if (kind === 'anonymous') throw requiresAuthentication();
  const access = account && accessOf(world, account, repository);
  if (access === 'none' || access === 'read') {
    throw new RestError(403, 'Must have push access to view repository collaborators.');
  }
}
