import type { World } from '../world/create-world.ts';
import type { Commit, Repository } from '../world/model.ts';
import { type CommitInput, newCommit } from './new-commit.ts';

/** New commits by `author` unless they say otherwise, each on the one before, the first on `parent`. */
export function chainCommits(
  world: World,
  repository: Repository,
  parent: Commit | undefined,
  { author, commits }: { author: string; commits: readonly CommitInput[] },
): Commit[] {
  let last = parent;
  return commits.map((input) => {
    last = newCommit(world, repository, last === undefined ? [] : [last], { author, ...input });
    return last;
  });
}
