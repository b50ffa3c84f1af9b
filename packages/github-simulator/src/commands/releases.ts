import { releaseShape } from '../shapes/release.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, found, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { Release, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { announcePublication } from './announce-publication.ts';

export interface ReleaseInput extends Scene {
  tag: string;
  name?: string;
  body?: string;
  prerelease?: boolean;
}

/** A release by its tag, and the actor. */
export interface ReleaseScene extends Scene {
  tag: string;
}

/**
 * Creates a tag on the default branch and publishes a release. Emits `create` and `push` for the tag, and `release`
 * three times: created, published, and released or prereleased.
 */
export function publishRelease(world: World, input: ReleaseInput): Release {
  const at = enter(world, input);
  const release = newRelease(world, at, input);
  announcePublication(world, at, release, true);
  return release;
}

/** Saves a draft, which has no tag yet; GitHub sends no event for it. */
export function draftRelease(world: World, input: ReleaseInput): Release {
  return newRelease(world, enter(world, input), input);
}

/** Emits the events of `publishRelease`, except `release` created. */
export function publishDraft(world: World, input: ReleaseScene): Release {
  const at = enter(world, input);
  const release = findRelease(at.repository, input.tag);
  requireThat(release.draft, `release ${input.tag} is published`);
  announcePublication(world, at, release, false);
  return release;
}

/** Emits `release` edited with the old values; nothing for a draft. */
export function editRelease(world: World, input: ReleaseScene & { name?: string; body?: string }): Release {
  const { repository, sender } = enter(world, input);
  const release = findRelease(repository, input.tag);
  const { name, body } = release;
  const changes = {
    ...(input.name !== undefined && { name: { from: name } }),
    ...(input.body !== undefined && { body: { from: body } }),
  };
  release.name = input.name ?? name;
  release.body = input.body ?? body;
  release.updatedAt = world.time.now();
  if (release.draft) return release;
  world.emit('release', {
    action: 'edited',
    changes,
    release: releaseShape(world.host, repository, release),
    ...surroundings(world, { repository, sender }),
  });
  return release;
}

/** Converts a release to a draft, and keeps its tag: emits `release` unpublished. */
export function unpublishRelease(world: World, input: ReleaseScene): Release {
  const { repository, sender } = enter(world, input);
  const release = findRelease(repository, input.tag);
  requireThat(!release.draft, `release ${input.tag} is a draft`);
  Object.assign(release, { draft: true, publishedAt: null, updatedAt: world.time.now() });
  world.emit('release', {
    action: 'unpublished',
    release: { ...releaseShape(world.host, repository, release), published_at: null },
    ...surroundings(world, { repository, sender }),
  });
  return release;
}

/** Emits `release` deleted, nothing for a draft; its tag is kept. */
export function deleteRelease(world: World, input: ReleaseScene): Release {
  const { repository, sender } = enter(world, input);
  const release = findRelease(repository, input.tag);
  repository.releases.delete(release.tag);
  if (release.draft) return release;
  world.emit('release', {
    action: 'deleted',
    release: releaseShape(world.host, repository, release),
    ...surroundings(world, { repository, sender }),
  });
  return release;
}

function newRelease(world: World, { repository, sender }: Place, input: ReleaseInput): Release {
  requireThat(!repository.releases.has(input.tag), `release ${input.tag} exists`);
  const { head } = findBranch(repository, repository.defaultBranch);
  const id = world.nextId('release');
  const release: Release = {
    id,
    nodeId: nodeId('RE', 0, repository.id, id),
    tag: input.tag,
    name: input.name ?? input.tag,
    body: input.body ?? '',
    target: repository.defaultBranch,
    draft: true,
    prerelease: input.prerelease ?? false,
    author: sender,
    // GitHub's `created_at` of a release is the time of its commit.
    createdAt: head.timestamp,
    publishedAt: null,
    updatedAt: world.time.now(),
    assets: new Map(),
  };
  repository.releases.set(release.tag, release);
  return release;
}

export function findRelease({ releases, name }: Repository, tag: string): Release {
  return found(releases.get(tag), `release ${tag} in ${name}`);
}
