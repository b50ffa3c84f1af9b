import type { Commit, Repository } from './model.ts';

/** The commit that a branch, a tag, a sha or the beginning of one names. */
export function findCommit(repository: Repository, ref: string): Commit | undefined {
  const named = repository.branches.get(ref)?.head ?? repository.tags.get(ref) ?? repository.commits.get(ref);
  if (named !== undefined || !/^[0-9a-f]{4,40}$/.test(ref)) return named;
  return repository.commits.values().find(({ sha }) => sha.startsWith(ref));
}

/**
 * What is reachable from a commit, newest first. It never changes, and its pages are asked for in a row: the
 * last one of each repository is kept, so that a page of a history of 100,000 does not walk through it.
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
  // The sort is stable: what has one time stays in the order of descent.
  return [...seen].sort((one, other) =>
    one.timestamp < other.timestamp ? 1 : one.timestamp > other.timestamp ? -1 : 0,
  );
}
