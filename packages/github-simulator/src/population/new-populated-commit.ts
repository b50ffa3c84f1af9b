import type { Account, Commit } from '../world/model.ts';
import { timestamp } from '../world/timestamp.ts';
import type { Plot } from './plot.ts';

interface CommitBasis {
  parent: Commit;
  /** Milliseconds since the epoch. */
  ms: number;
  author: Account;
  files?: Commit['files'];
}

/** A commit with one parent whose lists and texts are shared with others: about 400 bytes. */
export function newPopulatedCommit(
  { world: { random }, repository, changes }: Plot,
  { parent, ms, author, files = parent.files }: CommitBasis,
): Commit {
  const { message, added, modified, removed } = random.pick(changes);
  const commit: Commit = {
    sha: random.hex(40),
    treeId: random.hex(40),
    parents: [parent.sha],
    files,
    message,
    author,
    committer: author,
    timestamp: timestamp(ms),
    added,
    modified,
    removed,
    additions: random.integer(1, 120),
    deletions: random.integer(0, 60),
  };
  repository.commits.set(commit.sha, commit);
  return commit;
}
