import { createHash } from 'node:crypto';
import type { World } from '../world/create-world.ts';
import { enter, found, requireThat, type Scene } from '../world/lookup.ts';
import type { Release, ReleaseAsset, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { findRelease, type ReleaseScene } from './releases.ts';

/** A file of a release by its id, and the actor. */
interface AssetScene extends Scene {
  asset: number;
}

interface AssetInput extends ReleaseScene {
  name: string;
  label?: string;
  /** Default: `application/octet-stream`. */
  contentType?: string;
  content: string | Uint8Array;
}

/** Adds a file to a release; GitHub sends no event for it. */
export function uploadAsset(world: World, input: AssetInput): ReleaseAsset {
  const { repository, sender } = enter(world, input);
  const release = findRelease(repository, input.tag);
  requireFree(release, input.name);
  const id = world.nextId('asset');
  const now = world.time.now();
  const asset: ReleaseAsset = {
    id,
    nodeId: nodeId('RA', 0, repository.id, id),
    name: input.name,
    label: input.label ?? null,
    uploader: sender,
    contentType: input.contentType ?? 'application/octet-stream',
    size: Buffer.byteLength(input.content),
    digest: `sha256:${createHash('sha256').update(input.content).digest('hex')}`,
    createdAt: now,
    updatedAt: now,
  };
  release.assets.set(id, asset);
  return asset;
}

/** Renames or labels a file of a release; GitHub sends no event for it. */
export function editAsset(
  world: World,
  input: AssetScene & { name?: string; label?: string | null },
): ReleaseAsset {
  const { repository } = enter(world, input);
  const { release, asset } = findAsset(repository, input.asset);
  const { name = asset.name, label = asset.label } = input;
  if (name !== asset.name) requireFree(release, name);
  return Object.assign(asset, { name, label, updatedAt: world.time.now() });
}

/** GitHub sends no event for it. */
export function deleteAsset(world: World, input: AssetScene): ReleaseAsset {
  const { repository } = enter(world, input);
  const { release, asset } = findAsset(repository, input.asset);
  release.assets.delete(asset.id);
  return asset;
}

function findAsset({ releases, name }: Repository, id: number): { release: Release; asset: ReleaseAsset } {
  const release = releases.values().find(({ assets }) => assets.has(id));
  return found(
    release && { release, asset: found(release.assets.get(id), `asset ${id}`) },
    `asset ${id} in ${name}`,
  );
}

function requireFree({ assets, tag }: Release, name: string): void {
  requireThat(
    !assets.values().some((asset) => asset.name === name),
    `release ${tag} already has a file ${name}`,
  );
}
