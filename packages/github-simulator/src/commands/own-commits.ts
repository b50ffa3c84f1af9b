import { compareHistories } from '../world/compare-histories.ts';
import type { Branch, Commit, Repository } from '../world/model.ts';

/**
 * The commits that a branch would bring to `target` of `base`, oldest first. Those of a fork become known to the
 * base by it, as `refs/pull/…` makes them on GitHub.
 */
export function ownCommits(ends: {
  base: Repository;
  target: Branch;
  from: Repository;
  branch: Branch;
}): Commit[] {
  const { base, target, from, branch } = ends;
  if (from === base) return [...branch.commits];
  const { ahead } = compareHistories(
    { repository: base, commit: target.head },
    { repository: from, commit: branch.head },
  );
  const commits = ahead.reverse();
  for (const commit of commits) base.commits.set(commit.sha, commit);
  return commits;
}
