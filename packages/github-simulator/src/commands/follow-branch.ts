import type { PullRequest } from '../world/model.ts';
import { ownCommits, type PullRequestEnds } from './own-commits.ts';

/**
 * Updates a pull request to the head of its branch, whose commits are then available in the base, as through GitHub's
 * `refs/pull/…`.
 */
export function followBranch(pullRequest: PullRequest, ends: PullRequestEnds): void {
  pullRequest.head = { ...pullRequest.head, sha: ends.branch.head.sha };
  pullRequest.commits = ownCommits(ends);
  for (const commit of pullRequest.commits) ends.base.commits.set(commit.sha, commit);
}
