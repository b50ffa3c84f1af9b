import { findBranch } from '../world/lookup.ts';
import { firstTexts } from './first-texts.ts';
import { moments } from './moments.ts';
import { newPopulatedCommit } from './new-populated-commit.ts';
import type { Plot } from './plot.ts';

/** The default branch's commits after its first, in a line. */
export function addHistory(plot: Plot): void {
  const { world, repository, size, from, until, someone } = plot;
  const branch = findBranch(repository, repository.defaultBranch);
  const files = firstTexts(repository);
  for (const ms of moments(world.random, from, until, size.commits - 1)) {
    branch.head = newPopulatedCommit(plot, { parent: branch.head, ms, author: someone(), files });
    branch.commits.push(branch.head);
  }
  repository.pushedAt = branch.head.timestamp;
  repository.updatedAt = branch.head.timestamp;
  repository.size = 10 + 3 * size.commits;
}
