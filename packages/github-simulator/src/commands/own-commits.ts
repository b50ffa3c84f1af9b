import { historyOf } from '../world/commit-history.ts';
import { commitsBetween } from '../world/commits-between.ts';
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
  for (const commit of historyOf(from, branch.head).reverse()) base.commits.set(commit.sha, commit);
  return commitsBetween(base, target.head, branch.head);
}
