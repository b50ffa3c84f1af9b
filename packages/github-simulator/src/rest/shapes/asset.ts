import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { assetShape } from '../../shapes/asset.ts';
import type { Host, Release, ReleaseAsset, Repository } from '../../world/model.ts';

export function restAssetShape(
  host: Host,
  repository: Repository,
  release: Release,
  asset: ReleaseAsset,
): components['schemas']['release-asset'] {
  return {
    ...assetShape(host, repository, release, asset),
    digest: asset.digest,
    uploader: userShape(host, asset.uploader),
  };
}
