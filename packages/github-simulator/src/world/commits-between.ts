import { historyOf } from './commit-history.ts';
import type { Commit, Repository } from './model.ts';

/** What `head` has that `base` has not, oldest first; `of` must know both. */
export function commitsBetween(of: Repository, base: Commit, head: Commit): Commit[] {
  const known = new Set(historyOf(of, base).map(({ sha }) => sha));
  return historyOf(of, head)
    .filter(({ sha }) => !known.has(sha))
    .reverse();
}
