import { releaseShape } from '../shapes/release.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { findBranch, type Place } from '../world/lookup.ts';
import type { Release } from '../world/model.ts';
import { announceRef } from './branches.ts';
import { triggerWorkflows } from './trigger-workflows.ts';

/**
 * Publishes a release. Emits `create` and `push` for its tag unless that exists; `release` created if `isNew`, then
 * published, and released or prereleased; then the events of its workflows.
 */
export function announcePublication(world: World, at: Place, release: Release, isNew: boolean): void {
  const { repository } = at;
  const { head } = findBranch(repository, release.target);
  const now = world.time.now();
  Object.assign(release, { draft: false, publishedAt: now, updatedAt: now });
  const commit = repository.tags.get(release.tag) ?? head;
  if (!repository.tags.has(release.tag)) {
    repository.tags.set(release.tag, commit);
    announceRef(world, at, 'tag', release.tag, commit);
  }
  const shape = releaseShape(world.host, repository, release);
  const around = surroundings(world, at);
  if (isNew) world.emit('release', { action: 'created', release: shape, ...around });
  world.emit('release', { action: 'published', release: { ...shape, published_at: now }, ...around });
  if (release.prerelease) {
    world.emit('release', { action: 'prereleased', release: { ...shape, prerelease: true }, ...around });
  } else {
    world.emit('release', { action: 'released', release: shape, ...around });
  }
  triggerWorkflows(world, at, { trigger: 'release', branch: release.tag, commit });
}
