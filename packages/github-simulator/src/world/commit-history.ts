import type { Commit, Repository } from './model.ts';

/** The commit that a branch, a tag, a sha or the beginning of one names. */
export function findCommit(repository: Repository, ref: string): Commit | undefined {
  const named = repository.branches.get(ref)?.head ?? repository.tags.get(ref) ?? repository.commits.get(ref);
  if (named !== undefined || !/^[0-9a-f]{4,40}$/.test(ref)) return named;
  return repository.commits.values().find(({ sha }) => sha.startsWith(ref));
}

/** What is reachable from a commit, newest first. */
export function historyOf({ commits }: Repository, head: Commit): Commit[] {
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
