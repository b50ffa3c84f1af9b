import type { ReleaseAsset as AssetPayload } from '@octokit/webhooks-types';
import type { Host, Release, ReleaseAsset, Repository } from '../world/model.ts';
import { userShape } from './account.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

export function assetShape(
  host: Host,
  repository: Repository,
  release: Release,
  asset: ReleaseAsset,
): AssetPayload {
  return {
    url: `${repositoryUrl(host, repository)}/releases/assets/${asset.id}`,
    browser_download_url: `${repositoryPage(host, repository)}/releases/download/${release.tag}/${asset.name}`,
    id: asset.id,
    node_id: asset.nodeId,
    name: asset.name,
    label: asset.label,
    state: 'uploaded',
    content_type: asset.contentType,
    size: asset.size,
    download_count: 0,
    created_at: asset.createdAt,
    updated_at: asset.updatedAt,
    uploader: userShape(host, asset.uploader),
  };
}
