import type { StatusEvent } from '@octokit/webhooks-types';
import type { Account, Commit, Host, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { userShape } from './account.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

/** The commit of a status in its event. */
export function statusCommitShape(host: Host, repository: Repository, commit: Commit): StatusEvent['commit'] {
  const address = repositoryUrl(host, repository);
  const url = `${address}/commits/${commit.sha}`;
  const page = `${repositoryPage(host, repository)}/commit/`;
  const isSigned = commit.committer === 'web';
  return {
    sha: commit.sha,
    node_id: nodeId('C', 0, repository.id, commit.sha),
    commit: {
      author: { ...signature(commit.author), date: commit.timestamp },
      committer: { ...signature(commit.committer), date: commit.timestamp },
      message: commit.message,
      tree: { sha: commit.treeId, url: `${address}/git/trees/${commit.treeId}` },
      url: `${address}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: {
        ...{ verified: isSigned, reason: isSigned ? 'valid' : 'unsigned', signature: null, payload: null },
      },
    },
    url,
    html_url: page + commit.sha,
    comments_url: `${url}/comments`,
    author: userShape(host, commit.author),
    committer: commit.committer === 'web' ? null : userShape(host, commit.committer),
    parents: commit.parents.map((sha) => ({ sha, url: `${address}/commits/${sha}`, html_url: page + sha })),
  };
}

const signature = (account: Account | 'web') =>
  account === 'web'
    ? { name: 'GitHub', email: 'noreply@github.com' }
    : { name: account.name, email: account.email };
