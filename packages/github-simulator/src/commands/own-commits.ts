import { compareHistories } from '../world/compare-histories.ts';
import type { Branch, Commit, Repository } from '../world/model.ts';

/** The base of a pull request, a branch of a repository; and its head, possibly in a fork. */
export interface PullRequestEnds {
  base: Repository;
  target: Branch;
  from: Repository;
  branch: Branch;
}

/** The commits of a pull request, oldest first. */
export function ownCommits({ base, target, from, branch }: PullRequestEnds): Commit[] {
  if (from === base) return [...branch.commits];
  const { ahead } = compareHistories(
    { repository: base, commit: target.head },
    { repository: from, commit: branch.head },
  );
  return ahead.reverse();
}
