import { userShape } from '../shapes/account.ts';
import { installationShape } from '../shapes/installation.ts';
import type { World } from '../world/create-world.ts';
import { findInstallation, findUser } from '../world/lookup.ts';
import type { App, Installation } from '../world/model.ts';
import type { InstallationScene } from './installations.ts';

/**
 * The owner accepts changed permissions of the App: the given permissions are added, and the given events replace those
 * of the installation. Emits `installation` new_permissions_accepted.
 */
export function acceptPermissions(
  world: World,
  input: InstallationScene & Partial<Pick<App, 'permissions' | 'events'>>,
): Installation {
  const installation = findInstallation(world, input.account);
  const sender = findUser(world, input.by);
  Object.assign(installation.permissions, input.permissions);
  installation.events = [...(input.events ?? installation.events)];
  installation.updatedAt = world.time.now();
  world.emit('installation', {
    action: 'new_permissions_accepted',
    installation: installationShape(world, installation),
    sender: userShape(world.host, sender),
  });
  return installation;
}
