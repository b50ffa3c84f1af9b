import type { World } from '../world/create-world.ts';
import { demand, findAccount, findRepository, findUser, found } from '../world/lookup.ts';
import type { Hook, HookTarget } from '../world/model.ts';
import { announceHook } from './announce-hook.ts';

export interface HookInput {
  /** Of this repository, or else of this organisation; of the default organisation with neither. */
  repository?: string;
  organisation?: string;
  by: string;
  url: string;
  /** `push` alone by default, as GitHub's. */
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
    target: targetOf(world, input),
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

/** Removes a hook of a repository or an organisation; emits nothing, then or later, to it. */
export function deleteHook(world: World, input: { hook: number }): void {
  demand(input.hook !== world.app.hookId, "the App's hook cannot be deleted");
  const { id } = found(world.hooks.get(input.hook), `hook ${input.hook}`);
  world.hooks.delete(id);
}

function targetOf(world: World, { repository, organisation }: HookInput): HookTarget {
  if (repository !== undefined) return { type: 'repository', repository: findRepository(world, repository) };
  const account = findAccount(world, organisation ?? world.organisation.login);
  demand(account.type === 'Organization', `${account.login} is not an organisation`);
  return { type: 'organization', account };
}
