import type { components } from '@octokit/openapi-types';
import { repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Commit, Host, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';

/** @param ref `refs/heads/…` or `refs/tags/…`; tags of the simulator are not annotated. */
export function gitRefShape(
  host: Host,
  repository: Repository,
  ref: string,
  head: Commit,
): components['schemas']['git-ref'] {
  const url = `${repositoryUrl(host, repository)}/git`;
  return {
    ref,
    node_id: nodeId('REF', 0, repository.id, ref),
    url: `${url}/${ref}`,
    object: { sha: head.sha, type: 'commit', url: `${url}/commits/${head.sha}` },
  };
}
