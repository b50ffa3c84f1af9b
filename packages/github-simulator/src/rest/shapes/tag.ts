import type { components } from '@octokit/openapi-types';
import { repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Commit, Host, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';

export function tagShape(
  host: Host,
  repository: Repository,
  name: string,
  commit: Commit,
): components['schemas']['tag'] {
  const url = repositoryUrl(host, repository);
  return {
    name,
    zipball_url: `${url}/zipball/refs/tags/${name}`,
    tarball_url: `${url}/tarball/refs/tags/${name}`,
    commit: { sha: commit.sha, url: `${url}/commits/${commit.sha}` },
    node_id: nodeId('REF', 0, repository.id, `refs/tags/${name}`),
  };
}
