import type { Release as ReleasePayload } from '@octokit/webhooks-types';
import type { Host, Release, Repository } from '../world/model.ts';
import { userShape } from './account.ts';
import { assetShape } from './asset.ts';
import { noReactions } from './issue.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

export function releaseShape(host: Host, repository: Repository, release: Release): ReleasePayload {
  const repositoryAddress = repositoryUrl(host, repository);
  const url = `${repositoryAddress}/releases/${release.id}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url.replace(host.api, host.uploads)}/assets{?name,label}`,
    html_url: `${repositoryPage(host, repository)}/releases/tag/${release.tag}`,
    id: release.id,
    author: userShape(host, release.author),
    node_id: release.nodeId,
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    assets: [...release.assets.values()].map((asset) => assetShape(host, repository, release, asset)),
    tarball_url: `${repositoryAddress}/tarball/${release.tag}`,
    zipball_url: `${repositoryAddress}/zipball/${release.tag}`,
    body: release.body,
    reactions: noReactions(url),
  };
}
