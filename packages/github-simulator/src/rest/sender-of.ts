import type { World } from '../world/create-world.ts';
import type { Viewer } from './viewer.ts';

/** The login of the sender in deliveries for the viewer's actions: its own, or that of the App's bot. */
export function senderOf(world: World, { account }: Viewer): string {
  return account?.login ?? world.app.bot.login;
}
