import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { repositoryPage, repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Account, Commit, Host, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';

type CommitPayload = components['schemas']['commit'];

/** A commit in a list. */
export function listedCommitShape(host: Host, repository: Repository, commit: Commit): CommitPayload {
  const address = repositoryUrl(host, repository);
  const url = `${address}/commits/${commit.sha}`;
  const page = `${repositoryPage(host, repository)}/commit/`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', 0, repository.id, commit.sha),
    commit: {
      author: { ...signatureOf(commit.author), date: commit.timestamp },
      committer: { ...signatureOf(commit.committer), date: commit.timestamp },
      message: commit.message,
      tree: { sha: commit.treeId, url: `${address}/git/trees/${commit.treeId}` },
      url: `${address}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: {
        verified: commit.committer === 'web',
        reason: commit.committer === 'web' ? 'valid' : 'unsigned',
        signature: null,
        payload: null,
        verified_at: commit.committer === 'web' ? commit.timestamp : null,
      },
    },
    url,
    html_url: page + commit.sha,
    comments_url: `${url}/comments`,
    author: userShape(host, commit.author),
    committer: commit.committer === 'web' ? null : userShape(host, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${address}/commits/${sha}`,
      html_url: page + sha,
    })),
  };
}

/** A single commit, with its changes. */
export function fullCommitShape(host: Host, repository: Repository, commit: Commit): CommitPayload {
  return {
    ...listedCommitShape(host, repository, commit),
    stats: {
      total: commit.additions + commit.deletions,
      additions: commit.additions,
      deletions: commit.deletions,
    },
    files: filesOf(host, repository, commit),
  };
}

/** The lines are distributed over the files, so that their sums are the commit's; `at` is the commit in their URLs. */
export function filesOf(
  host: Host,
  repository: Repository,
  commit: Commit,
  at = commit.sha,
): components['schemas']['diff-entry'][] {
  const statuses = ['added', 'modified', 'removed'] as const;
  const changed = statuses.flatMap((status) => commit[status].map((filename) => ({ filename, status })));
  const share = (lines: number, n: number) =>
    Math.floor((lines * (n + 1)) / changed.length) - Math.floor((lines * n) / changed.length);
  return changed.map(({ filename, status }, n) => {
    const additions = share(commit.additions, n);
    const deletions = share(commit.deletions, n);
    return {
      sha: commit.treeId,
      filename,
      status,
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${repositoryPage(host, repository)}/blob/${at}/${filename}`,
      raw_url: `${repositoryPage(host, repository)}/raw/${at}/${filename}`,
      contents_url: `${repositoryUrl(host, repository)}/contents/${filename}?ref=${at}`,
    };
  });
}

/** The author or committer in Git's format. */
export function signatureOf(account: Account | 'web') {
  if (account === 'web') return { name: 'GitHub', email: 'noreply@github.com' };
  return { name: account.name, email: account.email };
}
