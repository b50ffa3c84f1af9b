import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import type { Access } from '../../world/access-of.ts';
import type { Account, Host } from '../../world/model.ts';

export function collaboratorShape(
  host: Host,
  account: Account,
  access: Access,
): components['schemas']['collaborator'] {
  const admin = access === 'admin';
  const push = admin || access === 'write';
  return {
    ...userShape(host, account),
    permissions: { pull: access !== 'none', triage: push, push, maintain: admin, admin },
    role_name: access,
  };
}
