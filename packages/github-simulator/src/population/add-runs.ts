import { findBranch } from '../world/lookup.ts';
import { moments } from './moments.ts';
import { newPopulatedRun } from './new-populated-run.ts';
import type { Plot } from './plot.ts';

/** GitHub's default retention of runs. */
const keptMs = 90 * 24 * 60 * 60_000;

/** Maximum duration of a run with all its attempts. */
const lastsMs = 8 * 60 * 60_000;

/** Runs of the repository's first workflow: one in three for a pull request, the others for pushes. */
export function addRuns(plot: Plot): void {
  const { world, repository, size, from, until } = plot;
  const { random } = world;
  const [workflow] = repository.workflows;
  if (workflow === undefined) return;
  const { commits, head } = findBranch(repository, repository.defaultBranch);
  const pulls = [...repository.pullRequests.values()];
  let commitIndex = 0;
  let pullIndex = -1;
  for (const ms of moments(random, Math.max(from, until - keptMs), until - lastsMs, size.runs)) {
    while (Date.parse(commits[commitIndex + 1]?.timestamp ?? '') <= ms) commitIndex += 1;
    while (Date.parse(pulls[pullIndex + 1]?.createdAt ?? '') <= ms) pullIndex += 1;
    const latest = Math.min(pullIndex + 1, 20);
    const pullRequest =
      latest > 0 && random.chance(0.33) ? pulls[pullIndex - random.integer(0, latest - 1)] : undefined;
    const headCommit = pullRequest?.commits.at(-1) ?? commits[commitIndex] ?? head;
    const run = newPopulatedRun(plot, { workflow, headCommit, ms, pullRequest: pullRequest ?? null });
    repository.runs.set(run.id, run);
  }
}
