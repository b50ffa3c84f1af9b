import type { Account, Repository } from '../world/model.ts';

/** Authors of commits of the default branch, most commits first. */
export function contributorsOf(repository: Repository): { account: Account; contributions: number }[] {
  const counts = new Map<Account, number>();
  for (const { author } of repository.branches.get(repository.defaultBranch)?.commits ?? []) {
    counts.set(author, (counts.get(author) ?? 0) + 1);
  }
  return [...counts]
    .map(([account, contributions]) => ({ account, contributions }))
    .sort((one, other) => other.contributions - one.contributions || one.account.id - other.account.id);
}
