import type { components } from '@octokit/openapi-types';
import { releaseShape } from '../../shapes/release.ts';
import type { Host, Release, Repository } from '../../world/model.ts';
import { restAssetShape } from './asset.ts';

export function restReleaseShape(
  host: Host,
  repository: Repository,
  release: Release,
): components['schemas']['release'] {
  return {
    ...releaseShape(host, repository, release),
    created_at: release.createdAt,
    assets: [...release.assets.values()].map((asset) => restAssetShape(host, repository, release, asset)),
  };
}
