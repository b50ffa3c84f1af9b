import type { components } from '@octokit/openapi-types';
import type { Access } from '../../world/access-of.ts';
import type { World } from '../../world/create-world.ts';
import type { Account, Repository } from '../../world/model.ts';
import { publicAccessOf } from '../../world/public-access-of.ts';
import { collaboratorShape } from './collaborator.ts';

/** GitHub's older names, which `permission` has. */
const older: Readonly<Partial<Record<Access, string>>> = { triage: 'read', maintain: 'write' };

/** The role of a user on a repository; everybody can read a public one. */
export function collaboratorPermissionShape(
  world: World,
  repository: Repository,
  account: Account,
): components['schemas']['repository-collaborator-permission'] {
  const role = publicAccessOf(world, account, repository);
  return {
    permission: older[role] ?? role,
    role_name: role,
    user: collaboratorShape(world.host, account, role),
  };
}
