import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import type { Account, Host } from '../../world/model.ts';

export function contributorShape(
  host: Host,
  account: Account,
  contributions: number,
): components['schemas']['contributor'] {
  const { name: _name, email: _email, ...user } = userShape(host, account);
  return { ...user, contributions };
}
