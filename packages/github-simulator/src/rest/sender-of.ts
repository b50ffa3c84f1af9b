import type { World } from '../world/create-world.ts';
import type { Viewer } from './viewer.ts';

/** The login that deliveries name as sender for what the viewer does: its own, or the App's bot's. */
export function senderOf(world: World, { account }: Viewer): string {
  return account?.login ?? world.app.bot.login;
}
