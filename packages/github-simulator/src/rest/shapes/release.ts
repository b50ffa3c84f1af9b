import type { components } from '@octokit/openapi-types';
import { releaseShape } from '../../shapes/release.ts';
import type { Host, Release, Repository } from '../../world/model.ts';

export function restReleaseShape(
  host: Host,
  repository: Repository,
  release: Release,
): components['schemas']['release'] {
  return { ...releaseShape(host, repository, release), created_at: release.createdAt, assets: [] };
}
