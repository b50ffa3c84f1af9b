import type { components } from '@octokit/openapi-types';
import type { Commit, Host, Repository } from '../world/model.ts';
import { filesOf } from './shapes/commit.ts';

type File = components['schemas']['diff-entry'];

/**
 * The combined changes of several commits, oldest first: each file once.
 *
 * @param head the commit in the URLs of files.
 */
export function changedFiles(
  host: Host,
  repository: Repository,
  commits: readonly Commit[],
  head: string,
): File[] {
  const files = new Map<string, File>();
  for (const commit of commits) {
    for (const file of filesOf(host, repository, commit, head)) {
      const before = files.get(file.filename);
      if (before?.status === 'added' && file.status === 'removed') files.delete(file.filename);
      else files.set(file.filename, before === undefined ? file : joined(before, file));
    }
  }
  return [...files.values()].sort((one, other) => (one.filename < other.filename ? -1 : 1));
}

function joined(before: File, after: File): File {
  const isBack = before.status === 'removed' && after.status === 'added';
  const isStillNew = before.status === 'added' && after.status !== 'removed';
  return {
    ...after,
    status: isBack ? 'modified' : isStillNew ? 'added' : after.status,
    additions: before.additions + after.additions,
    deletions: before.deletions + after.deletions,
    changes: before.changes + after.changes,
  };
}
