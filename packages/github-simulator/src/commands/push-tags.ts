import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, found, requireThat, type Scene } from '../world/lookup.ts';
import type { Commit } from '../world/model.ts';
import { announcePush } from './announce-push.ts';
import { announceRef } from './branches.ts';

/** GitHub sends no events for more: https://docs.github.com/webhooks/webhook-events-and-payloads#push */
const maxReported = 3;

/** Emits `delete` and `push`. A release of the tag remains, as on GitHub. */
export function deleteTag(world: World, input: Scene & { tag: string }): Commit {
  const at = enter(world, input);
  const head = found(at.repository.tags.get(input.tag), `tag ${input.tag}`);
  at.repository.tags.delete(input.tag);
  world.emit('delete', {
    ...{ ref: input.tag, ref_type: 'tag', pusher_type: 'user' },
    ...surroundings(world, at),
  });
  announcePush(world, at, { ref: `refs/tags/${input.tag}`, before: head.sha });
  return head;
}

/** Pushes an existing tag to a branch's head, with force. Emits `push`. */
export function moveTag(world: World, input: Scene & { tag: string; branch: string }): Commit {
  const at = enter(world, input);
  const before = found(at.repository.tags.get(input.tag), `tag ${input.tag}`);
  const { head } = findBranch(at.repository, input.branch);
  at.repository.tags.set(input.tag, head);
  announcePush(world, at, { ref: `refs/tags/${input.tag}`, before: before.sha, after: head, forced: true });
  return head;
}

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
