import type { RepoRef } from '@octokit/webhooks-types';
import type { Host, PullRequest, Repository } from '../world/model.ts';
import { repositoryUrl } from './repository-lite.ts';

/** A pull request as runs and checks of its head name it. */
export function pullRequestRef(host: Host, repository: Repository, pull: PullRequest) {
  const url = repositoryUrl(host, repository);
  const repo: RepoRef = { id: repository.id, url, name: repository.name };
  return {
    url: `${url}/pulls/${pull.number}`,
    id: pull.pullRequestId,
    number: pull.number,
    head: { ref: pull.head.ref, sha: pull.head.sha, repo },
    base: { ...pull.base, repo },
  };
}
