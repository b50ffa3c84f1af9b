import type { World } from '../world/create-world.ts';
import { enter, findBranch, requireThat, type Scene } from '../world/lookup.ts';
import type { Commit } from '../world/model.ts';
import { announceRef } from './branches.ts';

/** GitHub sends no events for more: https://docs.github.com/webhooks/webhook-events-and-payloads#push */
const maxReported = 3;

/**
 * Pushes new tags to a branch's head, by default the default branch's. Emits `create` and `push` for each; nothing for
 * more than three at once.
 */
export function pushTags(world: World, input: Scene & { tags: readonly string[]; branch?: string }): Commit {
  const { repository, sender } = enter(world, input);
  const { head } = findBranch(repository, input.branch ?? repository.defaultBranch);
  for (const tag of input.tags) requireThat(!repository.tags.has(tag), `tag ${tag} exists`);
  for (const tag of input.tags) {
    repository.tags.set(tag, head);
    if (input.tags.length <= maxReported) announceRef(world, { repository, sender }, 'tag', tag, head);
  }
  return head;
}
