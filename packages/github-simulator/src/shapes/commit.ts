import type { Commit as CommitPayload, Committer, SimpleCommit } from '@octokit/webhooks-types';
import type { Account, Commit, Host, Repository } from '../world/model.ts';
import { repositoryPage } from './repository-lite.ts';

/** A commit as `push` lists it. */
export function commitShape(host: Host, repository: Repository, commit: Commit): CommitPayload {
  return {
    id: commit.sha,
    tree_id: commit.treeId,
    distinct: true,
    message: commit.message,
    timestamp: commit.timestamp,
    url: `${repositoryPage(host, repository)}/commit/${commit.sha}`,
    author: committerShape(commit.author),
    committer: committerShape(commit.committer),
    added: commit.added,
    removed: commit.removed,
    modified: commit.modified,
  };
}

/** A commit as workflow runs show it. */
export function simpleCommitShape(commit: Commit): SimpleCommit {
  const { username: _author, ...author } = committerShape(commit.author);
  const { username: _committer, ...committer } = committerShape(commit.committer);
  return {
    id: commit.sha,
    tree_id: commit.treeId,
    message: commit.message,
    timestamp: commit.timestamp,
    author,
    committer,
  };
}

function committerShape(account: Account | 'web'): Committer {
  if (account === 'web') return { name: 'GitHub', email: 'noreply@github.com', username: 'web-flow' };
  return { name: account.name, email: account.email, username: account.login };
}
