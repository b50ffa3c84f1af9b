import type { World } from '../world/create-world.ts';
import { findUser } from '../world/lookup.ts';
import type { Commit } from '../world/model.ts';

/** What a commit says and touches; its sha, time and size are made up. */
export interface CommitInput {
  message: string;
  /** A login; the pusher when absent. */
  author?: string;
  added?: readonly string[];
  modified?: readonly string[];
  removed?: readonly string[];
}

/** A commit that nothing refers to yet. */
export function newCommit(world: World, input: CommitInput & { author: string }): Commit {
  const author = findUser(world, input.author);
  return {
    sha: world.random.hex(40),
    treeId: world.random.hex(40),
    message: input.message,
    author,
    committer: author,
    timestamp: world.time.now(),
    added: [...(input.added ?? [])],
    modified: [...(input.modified ?? [])],
    removed: [...(input.removed ?? [])],
    additions: world.random.integer(1, 120),
    deletions: world.random.integer(0, 60),
  };
}
