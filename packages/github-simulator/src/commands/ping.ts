import type { World } from '../world/create-world.ts';
import { found } from '../world/lookup.ts';
import type { Hook } from '../world/model.ts';
import { announceHook } from './announce-hook.ts';

/** GitHub's test of the App's webhook, sent when its URL is set; emits `ping`. */
export function ping(world: World): Hook {
  const hook = found(world.hooks.get(world.app.hookId), 'hook of the App');
  announceHook(world, hook);
  return hook;
}
