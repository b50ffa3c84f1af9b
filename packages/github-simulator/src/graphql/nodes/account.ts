import type { Account } from '../../world/model.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

/** A `User`, `Bot` or `Organization`. */
export function accountNode({ host }: Scope, account: Account): object {
  const bot = account.type === 'Bot';
  return {
    __typename: account.type,
    id: account.nodeId,
    databaseId: account.id,
    login: account.login,
    ...(!bot && { name: account.name, isSiteAdmin: false }),
    avatarUrl: `${host.avatars}/u/${account.id}?v=4`,
    ...links(host, bot ? `/apps/${account.login.replace('[bot]', '')}` : `/${account.login}`),
  };
}
