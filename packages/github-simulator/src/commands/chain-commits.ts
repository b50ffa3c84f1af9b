import type { World } from '../world/create-world.ts';
import type { Commit, Repository } from '../world/model.ts';
import { type CommitInput, newCommit } from './new-commit.ts';

/**
 * Creates commits by `author` unless they name another one, each with the previous one as parent, the first with
 * `parent`.
 */
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
