import type { Commit, Repository } from './model.ts';

/** The commit of a branch, a tag, or a full or abbreviated sha. */
export function findCommit(repository: Repository, ref: string): Commit | undefined {
  const named = repository.branches.get(ref)?.head ?? repository.tags.get(ref) ?? repository.commits.get(ref);
  if (named !== undefined || !/^[0-9a-f]{4,40}$/.test(ref)) return named;
  return repository.commits.values().find(({ sha }) => sha.startsWith(ref));
}

/**
 * The commits that are reachable from a commit, newest first. They never change, and their pages are requested in
 * sequence: the last history of each repository is cached, so that a page does not iterate over 100,000 commits.
 */
export function historyOf(repository: Repository, head: Commit): readonly Commit[] {
  const kept = lastHistories.get(repository);
  if (kept?.head === head) return kept.history;
  const history = walk(repository, head);
  lastHistories.set(repository, { head, history });
  return history;
}

const lastHistories = new WeakMap<Repository, { head: Commit; history: readonly Commit[] }>();

function walk({ commits }: Repository, head: Commit): Commit[] {
  const seen = new Set<Commit>([head]);
  for (const commit of seen) {
    for (const sha of commit.parents) {
      const parent = commits.get(sha);
      if (parent !== undefined) seen.add(parent);
    }
  }
  // The sort is stable: commits of the same time stay in the order of descent.
  return [...seen].sort((one, other) =>
    one.timestamp < other.timestamp ? 1 : one.timestamp > other.timestamp ? -1 : 0,
  );
}
