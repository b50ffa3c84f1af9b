import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { demand, enter, findBranch, type Place, type Scene } from '../world/lookup.ts';
import type { Branch, Commit } from '../world/model.ts';
import { announcePush } from './announce-push.ts';
import { type CommitInput, newCommit } from './new-commit.ts';
import { triggerWorkflows } from './trigger-workflows.ts';

/**
 * Pushes commits to a branch. Emits `push`; then `pull_request` synchronize for an open pull request from
 * the branch; then what the workflows that this starts emit.
 */
export function push(
  world: World,
  input: Scene & { branch: string; commits: readonly CommitInput[]; forced?: boolean },
): Branch {
  const { repository, sender } = enter(world, input);
  const branch = findBranch(repository, input.branch);
  demand(input.commits.length > 0, 'a push has commits');
  const commits = input.commits.map((commit) => newCommit(world, { author: input.by, ...commit }));
  advanceBranch(world, { repository, sender }, branch, commits, input.forced ?? false);
  return branch;
}

/** Moves a branch to the last of `commits` and tells everyone who depends on it. */
export function advanceBranch(
  world: World,
  at: Place,
  branch: Branch,
  commits: readonly Commit[],
  forced = false,
): void {
  const before = branch.head.sha;
  branch.head = commits.at(-1) ?? branch.head;
  branch.commits = forced ? [...commits] : [...branch.commits, ...commits];
  announcePush(world, at, { ref: `refs/heads/${branch.name}`, before, after: branch.head, commits, forced });
  if (branch.name === at.repository.defaultBranch) {
    triggerWorkflows(world, at, { trigger: 'push', branch: branch.name, commit: branch.head });
  }
  for (const pullRequest of at.repository.pullRequests.values()) {
    if (pullRequest.state !== 'open' || pullRequest.head.ref !== branch.name) continue;
    pullRequest.head = { ref: branch.name, sha: branch.head.sha };
    pullRequest.commits = [...branch.commits];
    pullRequest.updatedAt = world.time.now();
    world.emit('pull_request', {
      action: 'synchronize',
      number: pullRequest.number,
      before,
      after: branch.head.sha,
      pull_request: pullRequestShape(world.host, at.repository, pullRequest),
      ...surroundings(world, at),
    });
    triggerWorkflows(world, at, {
      trigger: 'pull_request',
      branch: branch.name,
      commit: branch.head,
      pullRequest,
    });
  }
}
