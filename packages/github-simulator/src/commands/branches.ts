import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, found, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { Branch, Commit } from '../world/model.ts';
import { pullRequestsFrom } from '../world/network-of.ts';
import { announcePush } from './announce-push.ts';
import { chainCommits } from './chain-commits.ts';
import type { CommitInput } from './new-commit.ts';
import { closePullRequest } from './pull-requests.ts';

/** Creates a branch from the default one, with additional commits if given; emits `create` and `push`. */
export function createBranch(
  world: World,
  input: Scene & { branch: string; commits?: readonly CommitInput[] },
): Branch {
  const { repository, sender } = enter(world, input);
  requireThat(!repository.branches.has(input.branch), `branch ${input.branch} exists`);
  const base = findBranch(repository, repository.defaultBranch);
  const { by: author, commits: inputs = [] } = input;
  const commits = chainCommits(world, repository, base.head, { author, commits: inputs });
  const branch = { name: input.branch, head: commits.at(-1) ?? base.head, commits };
  repository.branches.set(branch.name, branch);
  announceRef(world, { repository, sender }, 'branch', branch.name, branch.head, commits);
  return branch;
}

/**
 * Emits `pull_request` closed for each with this base, then `delete` and `push`; an open pull request with this head
 * must be closed first.
 */
export function deleteBranch(world: World, input: Scene & { branch: string }): Branch {
  const { repository, sender } = enter(world, input);
  const branch = found(repository.branches.get(input.branch), `branch ${input.branch}`);
  requireThat(branch.name !== repository.defaultBranch, 'the default branch cannot be deleted');
  requireThat(
    pullRequestsFrom(world, repository, branch.name).length === 0,
    `branch ${branch.name} has an open pull request`,
  );
  for (const { number, state, base } of repository.pullRequests.values()) {
    if (state === 'open' && base.ref === branch.name) closePullRequest(world, { ...input, number });
  }
  repository.branches.delete(branch.name);
  world.emit('delete', {
    ref: branch.name,
    ref_type: 'branch',
    pusher_type: 'user',
    ...surroundings(world, { repository, sender }),
  });
  announcePush(world, { repository, sender }, { ref: `refs/heads/${branch.name}`, before: branch.head.sha });
  return branch;
}

/** Emits `create` and `push` for a new branch or tag. */
export function announceRef(
  world: World,
  at: Place,
  type: 'branch' | 'tag',
  name: string,
  head: Commit,
  commits: readonly Commit[] = [],
): void {
  world.emit('create', {
    ref: name,
    ref_type: type,
    master_branch: at.repository.defaultBranch,
    description: at.repository.description,
    pusher_type: 'user',
    ...surroundings(world, at),
  });
  const isFirst = type === 'branch' && name === at.repository.defaultBranch;
  announcePush(world, at, {
    ref: `refs/${type === 'branch' ? 'heads' : 'tags'}/${name}`,
    after: head,
    commits,
    ...(!isFirst && commits.length === 0 && { baseRef: `refs/heads/${at.repository.defaultBranch}` }),
  });
}
