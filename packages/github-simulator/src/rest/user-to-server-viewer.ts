import { canSee } from '../world/can-see.ts';
import type { World } from '../world/create-world.ts';
import { mayRead } from '../world/may-read.ts';
import type { Account, Installation } from '../world/model.ts';
import type { Viewer } from './viewer.ts';

/**
 * The App on behalf of a user: it has the common access of both, the permissions of each installation, and the budget
 * of the user.
 *
 * @see
 * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/identifying-and-authorizing-users-for-github-apps
 */
export function userToServerViewer(world: World, account: Account, expiresAt: Date): Omit<Viewer, 'tokenId'> {
  const find = (isIt: (installation: Installation) => boolean) =>
    world.installations.values().find((each) => each.suspendedAt === null && isIt(each));
  return {
    kind: 'user-to-server',
    payer: `user:${account.id}`,
    account,
    installation: null,
    scopes: null,
    permissions: {},
    permissionsOn: (owner) => ({
      metadata: 'read',
      ...find((each) => each.account.id === owner.id)?.permissions,
    }),
    expiresAt,
    canSee: (repository) =>
      mayRead(world, account, repository) && find((each) => canSee(each, repository)) !== undefined,
  };
}
