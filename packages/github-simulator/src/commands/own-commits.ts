import { compareHistories } from '../world/compare-histories.ts';
import type { Branch, Commit, Repository } from '../world/model.ts';

/** Where a pull request goes: a branch of a repository; and whence, which may be a fork's. */
export interface PullRequestEnds {
  base: Repository;
  target: Branch;
  from: Repository;
  branch: Branch;
}

/** The commits that a pull request brings, oldest first. */
export function ownCommits({ base, target, from, branch }: PullRequestEnds): Commit[] {
  if (from === base) return [...branch.commits];
  const { ahead } = compareHistories(
    { repository: base, commit: target.head },
    { repository: from, commit: branch.head },
  );
  return ahead.reverse();
}
