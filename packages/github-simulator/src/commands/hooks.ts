import type { World } from '../world/create-world.ts';
import { findTarget, type TargetInput } from '../world/find-target.ts';
import { findUser, found, requireThat } from '../world/lookup.ts';
import type { Hook } from '../world/model.ts';
import { announceHook } from './announce-hook.ts';

export interface HookInput extends TargetInput {
  by: string;
  url: string;
  /** Default: only `push`, as on GitHub. */
  events?: Hook['events'];
  secret?: string;
  contentType?: Hook['contentType'];
}

/** Adds a hook to a repository or an organisation; emits `ping` to it. */
export function createHook(world: World, input: HookInput): Hook {
  const sender = findUser(world, input.by);
  const now = world.time.now();
  const hook: Hook = {
    id: world.nextId('hook'),
    target: findTarget(world, input),
    active: true,
    events: input.events ?? ['push'],
    url: input.url,
    secret: input.secret ?? null,
    contentType: input.contentType ?? 'form',
    createdAt: now,
    updatedAt: now,
  };
  world.hooks.set(hook.id, hook);
  announceHook(world, hook, sender);
  return hook;
}

/** Updates the given fields of a hook; emits nothing. With a secret of null, deliveries are not signed. */
export function editHook(
  world: World,
  input: { hook: number } & Partial<Pick<Hook, 'url' | 'secret' | 'contentType' | 'events' | 'active'>>,
): Hook {
  const { hook: id, ...changes } = input;
  const hook = found(world.hooks.get(id), `hook ${id}`);
  return Object.assign(hook, changes, { updatedAt: world.time.now() });
}

/** Tests a hook of a repository or an organisation; emits `ping` to it. */
export function pingHook(world: World, input: { hook: number; by: string }): Hook {
  const hook = found(world.hooks.get(input.hook), `hook ${input.hook}`);
  announceHook(world, hook, findUser(world, input.by));
  return hook;
}

/** Deletes a hook of a repository or an organisation; emits nothing to it. */
export function deleteHook(world: World, input: { hook: number }): void {
  requireThat(input.hook !== world.app.hookId, "the App's hook cannot be deleted");
  const { id } = found(world.hooks.get(input.hook), `hook ${input.hook}`);
  world.hooks.delete(id);
}
