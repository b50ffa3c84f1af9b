import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { fullNameOf } from '../world/full-name.ts';
import { enter, findBranch, findPullRequest, findRepository, requireThat } from '../world/lookup.ts';
import type { Commit, PullRequest, Repository } from '../world/model.ts';
import { deleteBranch } from './branches.ts';
import { closeConversation, type NumberedScene } from './conversations.ts';
import { editPullRequest } from './edit-pull-request.ts';
import { closeIssue } from './issues.ts';
import { newCommit } from './new-commit.ts';
import { advanceBranch } from './pushes.ts';

export interface MergeInput extends NumberedScene {
  /** How GitHub combines the commits; default: `merge`. */
  method?: 'merge' | 'squash';
  /** Whether to delete the branch afterwards. */
  deletesBranch?: boolean;
}

/**
 * Emits `pull_request` closed with `merged`, `push` to the base with the events of its workflows, `issues` closed for
 * the issue that it fixes, and, if the branch is deleted, `pull_request` edited for those with this base, `delete` and
 * its `push`.
 */
export function mergePullRequest(world: World, input: MergeInput): PullRequest {
  const { repository, sender } = enter(world, input);
  const pullRequest = findPullRequest(repository, input.number);
  requireThat(
    pullRequest.state === 'open' && !pullRequest.draft,
    `pull request #${input.number} is not mergeable`,
  );
  const { ref, repository: from } = pullRequest.head;
  requireThat(!input.deletesBranch || ref !== from?.defaultBranch, 'the default branch cannot be deleted');
  const base = findBranch(repository, pullRequest.base.ref);
  const commits = mergeCommits(world, repository, pullRequest, input);
  closeConversation(world, repository, pullRequest);
  pullRequest.mergedAt = pullRequest.updatedAt;
  pullRequest.mergedBy = sender;
  pullRequest.mergeCommitSha = commits.at(-1)?.sha ?? null;
  const shape = pullRequestShape(world.host, repository, pullRequest);
  world.emit('pull_request', {
    action: 'closed',
    number: pullRequest.number,
    pull_request: { ...shape, state: 'closed', closed_at: pullRequest.updatedAt, merged: true },
    ...surroundings(world, { repository, sender }),
  });
  advanceBranch(world, { repository, sender }, base, commits);
  const fixed = pullRequest.closes === null ? undefined : repository.issues.get(pullRequest.closes);
  if (fixed?.state === 'open') closeIssue(world, { ...input, number: fixed.number });
  if (input.deletesBranch && from !== null) {
    if (from === repository) retarget(world, input, { from: ref, to: base.name });
    deleteBranch(world, { ...input, repository: fullNameOf(from), branch: ref });
  }
  return pullRequest;
}

/**
 * Retargets pull requests to a merged branch to the base of its merge.
 *
 * @see
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/proposing-changes-to-your-work-with-pull-requests/about-branches
 */
function retarget(world: World, input: MergeInput, { from, to }: { from: string; to: string }): void {
  for (const { number, state, base } of findRepository(world, input.repository).pullRequests.values()) {
    if (state !== 'open' || base.ref !== from) continue;
    editPullRequest(world, { repository: input.repository, by: input.by, number, base: to });
  }
}

/** The commits that the merge adds to the base: a merge commit by GitHub, after those of the branch unless squashed. */
function mergeCommits(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  input: MergeInput,
): Commit[] {
  const { number, title, head, commits } = pullRequest;
  const base = findBranch(repository, pullRequest.base.ref).head;
  const tip = commits.at(-1) ?? base;
  const squash = input.method === 'squash';
  const commit = newCommit(world, repository, squash ? [base] : [base, tip], {
    author: squash ? pullRequest.author.login : input.by,
    message: squash
      ? `${title} (#${number})`
      : `Merge pull request #${number} from ${(head.repository ?? head).owner.login}/${head.ref}\n\n${title}`,
    added: touched(commits, 'added'),
    modified: touched(commits, 'modified'),
    removed: touched(commits, 'removed'),
    files: Object.fromEntries(
      [...touched(commits, 'added'), ...touched(commits, 'modified')].flatMap((path) => {
        const text = tip.files.get(path);
        return text === undefined ? [] : [[path, text]];
      }),
    ),
  });
  commit.committer = 'web';
  return squash ? [commit] : [...commits, commit];
}

function touched(commits: readonly Commit[], kind: 'added' | 'modified' | 'removed'): string[] {
  return [...new Set(commits.flatMap((commit) => commit[kind]))];
}
