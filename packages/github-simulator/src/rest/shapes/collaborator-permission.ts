import type { components } from '@octokit/openapi-types';
import { accessOf } from '../../world/access-of.ts';
import type { World } from '../../world/create-world.ts';
import type { Account, Repository } from '../../world/model.ts';
import { collaboratorShape } from './collaborator.ts';

/** The permission of a user on a repository; everybody can read a public one. */
export function collaboratorPermissionShape(
  world: World,
  repository: Repository,
  account: Account,
): components['schemas']['repository-collaborator-permission'] {
  const access = accessOf(world, account, repository);
  const permission = access === 'none' && !repository.private ? 'read' : access;
  return { permission, role_name: permission, user: collaboratorShape(world.host, account, permission) };
}
