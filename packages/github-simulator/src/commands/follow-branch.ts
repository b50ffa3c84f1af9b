import type { PullRequest } from '../world/model.ts';
import { ownCommits, type PullRequestEnds } from './own-commits.ts';

/** Takes a pull request to where its branch is, whose commits the base then knows, as GitHub has `refs/pull/…`. */
export function followBranch(pullRequest: PullRequest, ends: PullRequestEnds): void {
  pullRequest.head = { ...pullRequest.head, sha: ends.branch.head.sha };
  pullRequest.commits = ownCommits(ends);
  for (const commit of pullRequest.commits) ends.base.commits.set(commit.sha, commit);
}
