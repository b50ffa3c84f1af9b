import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import type { Account, Host } from '../../world/model.ts';

/** What a collaborator may do. */
export type Role = 'write' | 'admin';

export function collaboratorShape(
  host: Host,
  account: Account,
  role: Role,
): components['schemas']['collaborator'] {
  const admin = role === 'admin';
  return {
    ...userShape(host, account),
    permissions: { admin, maintain: admin, push: true, triage: true, pull: true },
    role_name: role,
  };
}
