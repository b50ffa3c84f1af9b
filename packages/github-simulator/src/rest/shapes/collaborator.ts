import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { permissionFlags } from '../../shapes/permission-flags.ts';
import type { Access } from '../../world/access-of.ts';
import type { Account, Host } from '../../world/model.ts';

export const collaboratorShape = (
  host: Host,
  account: Account,
  access: Access,
): components['schemas']['collaborator'] => ({
  ...userShape(host, account),
  permissions: permissionFlags(access),
  role_name: access,
});
