import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { Branch, Commit, Repository } from '../world/model.ts';
import { pullRequestsFrom } from '../world/network-of.ts';
import { announcePush } from './announce-push.ts';
import { chainCommits } from './chain-commits.ts';
import { followBranch } from './follow-branch.ts';
import type { CommitInput } from './new-commit.ts';
import { triggerWorkflows } from './trigger-workflows.ts';

export interface PushInput extends Scene {
  branch: string;
  commits: readonly CommitInput[];
  /** Whether the commits replace some of the branch. */
  forced?: boolean;
  /** How many of the newest commits a forced push replaces; default: all of the branch's own. */
  replaces?: number;
}

/**
 * Pushes commits to a branch. Emits `push`; then `pull_request` synchronize for an open pull request with this head, in
 * its repository; then the events of the workflows that this starts.
 */
export function push(world: World, input: PushInput): Branch {
  const { repository, sender } = enter(world, input);
  const branch = findBranch(repository, input.branch);
  requireThat(input.commits.length > 0, 'a push requires commits');
  const { by: author, forced = false, replaces = branch.commits.length } = input;
  const kept = forced
    ? branch.commits.slice(0, Math.max(0, branch.commits.length - replaces))
    : branch.commits;
  const onto = kept.at(-1) ?? baseOf(repository, branch);
  const commits = chainCommits(world, repository, onto, { author, commits: input.commits });
  branch.commits = [...kept];
  advanceBranch(world, { repository, sender }, branch, commits, forced);
  return branch;
}

/** The base of a branch without its own commits: the head of the default branch, unless it is that one. */
function baseOf(repository: Repository, branch: Branch): Commit | undefined {
  const base = findBranch(repository, repository.defaultBranch);
  return base === branch ? undefined : base.head;
}

/** Moves a branch to the last of `commits` and emits the resulting events. */
export function advanceBranch(
  world: World,
  at: Place,
  branch: Branch,
  commits: readonly Commit[],
  forced = false,
): void {
  const before = branch.head.sha;
  branch.head = commits.at(-1) ?? branch.head;
  branch.commits = [...branch.commits, ...commits];
  announcePush(world, at, { ref: `refs/heads/${branch.name}`, before, after: branch.head, commits, forced });
  if (branch.name === at.repository.defaultBranch) {
    triggerWorkflows(world, at, { trigger: 'push', branch: branch.name, commit: branch.head });
  }
  for (const { base, pullRequest } of pullRequestsFrom(world, at.repository, branch.name)) {
    const there = { ...at, repository: base };
    const target = findBranch(base, pullRequest.base.ref);
    followBranch(pullRequest, { base, target, from: at.repository, branch });
    pullRequest.updatedAt = world.time.now();
    world.emit('pull_request', {
      action: 'synchronize',
      number: pullRequest.number,
      before,
      after: branch.head.sha,
      pull_request: pullRequestShape(world.host, base, pullRequest),
      ...surroundings(world, there),
    });
    triggerWorkflows(world, there, {
      trigger: 'pull_request',
      branch: branch.name,
      commit: branch.head,
      pullRequest,
    });
  }
}
