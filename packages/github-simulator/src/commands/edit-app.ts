import { botNames } from '../world/bot-names.ts';
import type { World } from '../world/create-world.ts';
import { findAccount, found } from '../world/lookup.ts';
import type { App } from '../world/model.ts';
import { announceHook } from './announce-hook.ts';

type Described =
  | 'name'
  | 'description'
  | 'externalUrl'
  | 'permissions'
  | 'events'
  | 'clientSecret'
  | 'callbackUrls'
  | 'setupUrl'
  | 'requestsOauthOnInstall';

export interface AppInput extends Partial<Pick<App, Described>> {
  /** Login of the owner. */
  owner?: string;
  webhookUrl?: string;
  webhookSecret?: string | null;
  /** Whether its webhook is active. */
  active?: boolean;
}

/**
 * Updates the App; omitted fields are unchanged, and so are installations, until their owners accept changed
 * permissions. Emits `ping` to a new webhook URL.
 */
export function editApp(world: World, input: AppInput): App {
  const { app } = world;
  const { owner, webhookUrl, webhookSecret, active, ...described } = input;
  const hook = found(world.hooks.get(app.hookId), 'hook of the App');
  const by = owner === undefined ? app.owner : findAccount(world, owner);
  Object.assign(app, described, { owner: by });
  if (described.name !== undefined) {
    app.slug = slugOf(described.name);
    Object.assign(app.bot, botNames(app.bot.id, app.slug));
  }
  hook.url = webhookUrl ?? hook.url;
  if (webhookSecret !== undefined) hook.secret = webhookSecret;
  hook.active = active ?? hook.active;
  hook.events = [...app.events];
  hook.updatedAt = world.time.now();
  if (webhookUrl !== undefined) announceHook(world, hook);
  return app;
}

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
