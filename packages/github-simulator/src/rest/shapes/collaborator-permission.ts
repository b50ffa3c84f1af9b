import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { accessOf } from '../../world/access-of.ts';
import type { World } from '../../world/create-world.ts';
import type { Account, Repository } from '../../world/model.ts';

/** What a person may do in a repository; what is public, everybody may read. */
export function collaboratorPermissionShape(
  world: World,
  repository: Repository,
  account: Account,
): components['schemas']['repository-collaborator-permission'] {
  const access = accessOf(world, account, repository);
  const permission = access === 'none' && !repository.private ? 'read' : access;
  const may = {
    pull: permission !== 'none',
    triage: permission === 'write' || permission === 'admin',
    push: permission === 'write' || permission === 'admin',
    maintain: permission === 'admin',
    admin: permission === 'admin',
  };
  return {
    permission,
    role_name: permission,
    user: { ...userShape(world.host, account), permissions: may, role_name: permission },
  };
}
