import { findBranch } from '../world/lookup.ts';
import { nodeId } from '../world/node-id.ts';
import { moments } from './moments.ts';
import type { Plot } from './plot.ts';

/** Releases of commits of the default branch, with their tags. */
export function addReleases({ world, repository, size, someone }: Plot): void {
  const { random } = world;
  const { commits } = findBranch(repository, repository.defaultBranch);
  let number = 0;
  for (const place of moments(random, 0, 1_000 * commits.length, size.releases)) {
    const commit = commits[place / 1_000];
    if (commit === undefined) continue;
    const id = world.nextId('release');
    const tag = `v${1 + Math.floor(number / 20)}.${number % 20}.0`;
    number += 1;
    repository.tags.set(tag, commit);
    repository.releases.set(tag, {
      id,
      nodeId: nodeId('RE', 0, repository.id, id),
      tag,
      name: tag,
      body: `## What's changed\n\n- ${commit.message}\n`,
      target: repository.defaultBranch,
      draft: false,
      prerelease: random.chance(0.1),
      author: someone(),
      createdAt: commit.timestamp,
      publishedAt: commit.timestamp,
      updatedAt: commit.timestamp,
      assets: new Map(),
    });
  }
}
