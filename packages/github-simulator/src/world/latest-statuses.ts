import type { Commit, CommitStatus, Repository } from './model.ts';

/** The last status of each context of a commit. */
export function latestStatuses({ statuses }: Repository, commit: Commit): CommitStatus[] {
  const all = statuses.values().filter((status) => status.commit === commit);
  return [...new Map(all.map((status) => [status.context, status])).values()];
}
