import type { Commit, Repository } from '../world/model.ts';

/** A commit with the one before it; null for the first. */
export interface LinkedCommit {
  commit: Commit;
  parent: Commit | null;
}

/** The commits reachable from a branch, newest first: its own, then those of the default branch. */
export function historyOf(repository: Repository, ref: string): LinkedCommit[] | undefined {
  const base = repository.branches.get(repository.defaultBranch);
  const branch = repository.branches.get(ref);
  const isBase = branch === undefined || branch === base;
  const all = [...(base?.commits ?? []), ...(isBase ? [] : branch.commits)];
  const end = branch !== undefined ? all.length : all.findLastIndex(({ sha }) => sha.startsWith(ref)) + 1;
  if (end === 0 || ref.length === 0) return branch === undefined ? undefined : [];
  return all
    .slice(0, end)
    .map((commit, n) => ({ commit, parent: all[n - 1] ?? null }))
    .reverse();
}

/** A commit of any branch, by its sha or the beginning of it. */
export function findCommit(repository: Repository, ref: string): LinkedCommit | undefined {
  for (const { name } of repository.branches.values()) {
    const history = historyOf(repository, name) ?? [];
    const found = ref === name ? history[0] : history.find(({ commit }) => commit.sha.startsWith(ref));
    if (found !== undefined) return found;
  }
  return undefined;
}
