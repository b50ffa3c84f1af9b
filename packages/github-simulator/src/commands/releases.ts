import { releaseShape } from '../shapes/release.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { demand, enter, findBranch, type Scene } from '../world/lookup.ts';
import type { Release } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { announceRef } from './branches.ts';
import { triggerWorkflows } from './trigger-workflows.ts';

/**
 * Tags the default branch and releases it at once. Emits `create` and `push` for the tag, and `release`
 * three times: created, published, and released or prereleased.
 */
export function publishRelease(
  world: World,
  input: Scene & { tag: string; name?: string; body?: string; prerelease?: boolean },
): Release {
  const { repository, sender } = enter(world, input);
  demand(!repository.releases.has(input.tag), `release ${input.tag} exists`);
  const { head } = findBranch(repository, repository.defaultBranch);
  const now = world.time.now();
  const id = world.nextId('release');
  const release: Release = {
    id,
    nodeId: nodeId('RE', 0, repository.id, id),
    tag: input.tag,
    name: input.name ?? input.tag,
    body: input.body ?? '',
    target: repository.defaultBranch,
    draft: false,
    prerelease: input.prerelease ?? false,
    author: sender,
    // GitHub gives a release the time of its commit as `created_at`.
    createdAt: head.timestamp,
    publishedAt: now,
  };
  repository.releases.set(release.tag, release);
  repository.tags.set(release.tag, head);
  announceRef(world, { repository, sender }, 'tag', release.tag, head);
  const shape = releaseShape(world.host, repository, release);
  const around = surroundings(world, { repository, sender });
  world.emit('release', { action: 'created', release: shape, ...around });
  world.emit('release', {
    action: 'published',
    release: { ...shape, published_at: now },
    ...around,
  });
  if (release.prerelease) {
    world.emit('release', { action: 'prereleased', release: { ...shape, prerelease: true }, ...around });
  } else {
    world.emit('release', { action: 'released', release: shape, ...around });
  }
  triggerWorkflows(world, { repository, sender }, { trigger: 'release', branch: release.tag, commit: head });
  return release;
}
