import { accessOf } from '../world/access-of.ts';
import type { World } from '../world/create-world.ts';
import type { Repository, RepositoryRole } from '../world/model.ts';
import { includesRole } from '../world/role-order.ts';
import { notFound, RestError } from './answer.ts';
import { hasScope } from './has-scope.ts';
import type { RepositoryRoute } from './route.ts';
import type { Viewer } from './viewer.ts';

/** The role that routes with a permission require of a user, unless they state another one. */
function roleOf({ role, permission: [name, level] = ['metadata', 'read'] }: RepositoryRoute): RepositoryRole {
  if (role !== undefined) return role;
  if (name === 'repository_hooks' || name === 'administration') return 'admin';
  return level === 'write' ? 'write' : 'read';
}

/**
 * Checks what a user may do with a repository that their token shows them. GitHub hides hooks from who may not manage
 * them, and everything that needs a scope which the token lacks.
 *
 * @throws RestError 403 or 404.
 */
export function requireRole(
  world: World,
  viewer: Viewer,
  repository: Repository,
  route: RepositoryRoute,
): void {
  const { account, kind } = viewer;
  if (account === null || kind === 'installation') return;
  const [name, level] = route.permission ?? ['metadata', 'read'];
  const isOfHooks = name === 'repository_hooks';
  if (isOfHooks && !hasScope(viewer, `${level}:repo_hook`)) throw notFound();
  if (!isOfHooks && level === 'write' && !hasScope(viewer, repository.private ? 'repo' : 'public_repo'))
    throw notFound();
  const role = roleOf(route);
  if (role === 'read' || includesRole(accessOf(world, account, repository), role)) return;
  if (isOfHooks) throw notFound();
  throw new RestError(
    403,
    role === 'admin'
      ? 'Must have admin rights to Repository.'
      : 'You must have push access to the repository to perform this operation.',
  );
}
