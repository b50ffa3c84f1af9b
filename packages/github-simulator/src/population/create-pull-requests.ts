import { branchName, changeTitle } from '../scenario/texts.ts';
import { findBranch } from '../world/lookup.ts';
import type { Commit, Issue, PullRequest } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { timestamp } from '../world/timestamp.ts';
import { newPopulatedCommit } from './new-populated-commit.ts';
import type { Plot } from './plot.ts';

const hourMs = 60 * 60_000;

/**
 * Creates pull requests from issues, oldest first. Four in five are squashed into a commit of the default branch, which
 * stays linear, as long as commits are available. A third of the others are open, each with a branch.
 */
export function createPullRequests(plot: Plot): (issue: Issue, ms: number) => PullRequest {
  const { world, repository, until, someone } = plot;
  const { random } = world;
  const base = findBranch(repository, repository.defaultBranch);
  // Position of the default branch when the pull request was opened, and where merging can start.
  let baseIndex = 0;
  let mergeIndex = 1;

  function baseAt(openedAt: string): Commit {
    while ((base.commits[baseIndex + 1]?.timestamp ?? '~') <= openedAt) baseIndex += 1;
    return base.commits[baseIndex] ?? base.head;
  }

  /** The first unused commit some time later. */
  function mergeAfter(earliest: string): Commit | undefined {
    mergeIndex = Math.max(mergeIndex, baseIndex + 1);
    while ((base.commits[mergeIndex]?.timestamp ?? '~') < earliest) mergeIndex += 1;
    const commit = base.commits[mergeIndex];
    mergeIndex += 1;
    return commit;
  }

  return (issue, ms) => {
    const { createdAt, author, number } = issue;
    const from = baseAt(createdAt);
    const title = changeTitle(random);
    let head = from;
    const commits = Array.from({ length: random.integer(1, 2) }, () => {
      head = newPopulatedCommit(plot, { parent: head, ms, author });
      return head;
    });
    const merge = random.chance(0.8)
      ? mergeAfter(timestamp(ms + 24 * hourMs * random.fraction()))
      : undefined;
    const isOpen = merge === undefined && random.chance(0.33);
    if (merge !== undefined) {
      Object.assign(merge, { message: `${title} (#${number})`, author, committer: 'web' });
    }
    const ref = branchName(random);
    if (isOpen) repository.branches.set(ref, { name: ref, head, commits });
    const closedAt =
      merge?.timestamp ?? (isOpen ? null : timestamp(ms + (until - ms) * random.fraction() ** 3));
    const pullRequestId = world.nextId('pullRequest');
    const pullRequestNodeId = nodeId('PR', 0, repository.id, pullRequestId);
    return {
      ...issue,
      nodeId: pullRequestNodeId,
      title,
      milestone: null,
      state: isOpen ? 'open' : 'closed',
      stateReason: null,
      updatedAt: closedAt ?? issue.updatedAt,
      closedAt,
      pullRequestId,
      pullRequestNodeId,
      draft: isOpen && random.chance(0.2),
      head: { ref, sha: head.sha, repository, owner: repository.owner },
      base: { ref: base.name, sha: from.sha },
      commits,
      reviewComments: 0,
      reviewers: random.chance(0.4) ? [someone()].filter((reviewer) => reviewer !== author) : [],
      reviewTeams: [],
      closes: null,
      mergedAt: merge?.timestamp ?? null,
      mergedBy: merge === undefined ? null : someone(),
      mergeCommitSha: merge?.sha ?? null,
    };
  };
}
