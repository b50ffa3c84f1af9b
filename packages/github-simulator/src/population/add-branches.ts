import { branchName } from '../scenario/texts.ts';
import { findBranch } from '../world/lookup.ts';
import { newPopulatedCommit } from './new-populated-commit.ts';
import type { Plot } from './plot.ts';

/** Branches without a pull request: a commit or two from one of the default branch's latest. */
export function addBranches(plot: Plot): void {
  const { world, repository, size, until, someone } = plot;
  const { random } = world;
  const { commits, head } = findBranch(repository, repository.defaultBranch);
  for (let count = 0; count < size.branches; count++) {
    let parent = commits.at(-random.integer(1, Math.min(commits.length, 50))) ?? head;
    const name = branchName(random);
    const author = someone();
    const own = Array.from({ length: random.integer(1, 2) }, () => {
      parent = newPopulatedCommit(plot, { parent, ms: until, author });
      return parent;
    });
    repository.branches.set(name, { name, head: parent, commits: own });
  }
}
