import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { findHead } from '../world/find-head.ts';
import { fullNameOf } from '../world/full-name.ts';
import { enter, findBranch, findPullRequest, findUser, requireThat } from '../world/lookup.ts';
import type { Branch, PullRequest, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import {
  type ConversationInput,
  closeConversation,
  type NumberedScene,
  newConversation,
  reopenConversation,
} from './conversations.ts';
import { followBranch } from './follow-branch.ts';
import { announceLabel } from './labels.ts';
import type { CommitInput } from './new-commit.ts';
import { ownCommits } from './own-commits.ts';
import { push } from './pushes.ts';
import { triggerWorkflows } from './trigger-workflows.ts';

export interface PullRequestInput extends ConversationInput {
  /** A branch that is ahead of the default one; `owner:branch` for a fork. */
  head: string;
  draft?: boolean;
  /** Logins of requested reviewers; they are part of the opened event. */
  reviewers?: readonly string[];
  /** The number of the issue that merging closes. */
  closes?: number;
}

/** Emits `pull_request` opened, labeled for each label, then the events of the workflows that this starts. */
export function openPullRequest(world: World, input: PullRequestInput): PullRequest {
  const { repository, sender } = enter(world, input);
  const { repository: from, branch } = findHead(world, repository, input.head);
  const base = findBranch(repository, repository.defaultBranch);
  requireFree(repository, from, branch);
  const reviewers = (input.reviewers ?? []).map((login) => findUser(world, login));
  const ends = { base: repository, target: base, from, branch };
  requireThat(
    branch !== base && ownCommits(ends).length > 0,
    `branch ${input.head} is not ahead of ${base.name}`,
  );
  const pullRequestId = world.nextId('pullRequest');
  const pullRequestNodeId = nodeId('PR', 0, repository.id, pullRequestId);
  const closing = input.closes === undefined ? null : `Fixes #${input.closes}`;
  const body = [input.body, closing].filter((part) => typeof part === 'string').join('\n\n');
  const pullRequest: PullRequest = {
    ...newConversation(world, repository, { ...input, body: body === '' ? null : body }),
    nodeId: pullRequestNodeId,
    pullRequestId,
    pullRequestNodeId,
    draft: input.draft ?? false,
    head: { ref: branch.name, sha: branch.head.sha, repository: from, owner: from.owner },
    base: { ref: base.name, sha: base.head.sha },
    commits: [],
    reviewers,
    reviewTeams: [],
    reviewComments: 0,
    closes: input.closes ?? null,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
  };
  followBranch(pullRequest, ends);
  repository.pullRequests.set(pullRequest.number, pullRequest);
  const shape = pullRequestShape(world.host, repository, pullRequest);
  world.emit('pull_request', {
    action: 'opened',
    number: pullRequest.number,
    pull_request: {
      ...shape,
      state: 'open',
      closed_at: null,
      merged_at: null,
      active_lock_reason: null,
      merged_by: null,
    },
    ...surroundings(world, { repository, sender }),
  });
  for (const label of pullRequest.labels) {
    announceLabel(world, { repository, sender }, pullRequest, 'labeled', label);
  }
  triggerWorkflows(
    world,
    { repository, sender },
    { trigger: 'pull_request', branch: branch.name, commit: branch.head, pullRequest },
  );
  return pullRequest;
}

/** Pushes to the pull request's branch, possibly in a fork: emits `push` and `pull_request` synchronize. */
export function synchronizePullRequest(
  world: World,
  input: NumberedScene & { commits: readonly CommitInput[]; forced?: boolean },
): PullRequest {
  const { repository } = enter(world, input);
  const pullRequest = findPullRequest(repository, input.number);
  requireThat(pullRequest.state === 'open', `pull request #${pullRequest.number} is closed`);
  const { ref, repository: from } = pullRequest.head;
  requireThat(from !== null, `the fork of pull request #${pullRequest.number} is deleted`);
  push(world, { ...input, repository: fullNameOf(from), branch: ref });
  return pullRequest;
}

/** Marks a draft as ready: emits `pull_request` ready_for_review. */
export function readyPullRequest(world: World, input: NumberedScene): PullRequest {
  const { repository, sender } = enter(world, input);
  const pullRequest = findPullRequest(repository, input.number);
  requireThat(
    pullRequest.state === 'open' && pullRequest.draft,
    `pull request #${input.number} is not a draft`,
  );
  pullRequest.draft = false;
  pullRequest.updatedAt = world.time.now();
  const shape = pullRequestShape(world.host, repository, pullRequest);
  world.emit('pull_request', {
    action: 'ready_for_review',
    number: pullRequest.number,
    pull_request: {
      ...shape,
      state: 'open',
      closed_at: null,
      merged_at: null,
      draft: false,
      merged: false,
      merged_by: null,
    },
    ...surroundings(world, { repository, sender }),
  });
  return pullRequest;
}

/** Closes without merging: emits `pull_request` closed. */
export function closePullRequest(world: World, input: NumberedScene): PullRequest {
  const { repository, sender } = enter(world, input);
  const pullRequest = findPullRequest(repository, input.number);
  requireThat(pullRequest.state === 'open', `pull request #${pullRequest.number} is closed`);
  closeConversation(world, repository, pullRequest);
  const shape = pullRequestShape(world.host, repository, pullRequest);
  world.emit('pull_request', {
    action: 'closed',
    number: pullRequest.number,
    pull_request: { ...shape, state: 'closed', closed_at: pullRequest.updatedAt, merged: false },
    ...surroundings(world, { repository, sender }),
  });
  return pullRequest;
}

/** Emits `pull_request` reopened; a merged one, or one whose branch is deleted, stays closed. */
export function reopenPullRequest(world: World, input: NumberedScene): PullRequest {
  const { repository, sender } = enter(world, input);
  const pullRequest = findPullRequest(repository, input.number);
  const { repository: from } = pullRequest.head;
  requireThat(from !== null, `the fork of pull request #${pullRequest.number} is deleted`);
  const branch = findBranch(from, pullRequest.head.ref);
  requireThat(
    pullRequest.state === 'closed' && pullRequest.mergedAt === null,
    `#${input.number} cannot be reopened`,
  );
  requireFree(repository, from, branch);
  const target = findBranch(repository, pullRequest.base.ref);
  reopenConversation(world, repository, pullRequest);
  pullRequest.stateReason = null;
  followBranch(pullRequest, { base: repository, target, from, branch });
  const shape = pullRequestShape(world.host, repository, pullRequest);
  world.emit('pull_request', {
    action: 'reopened',
    number: pullRequest.number,
    pull_request: {
      ...shape,
      state: 'open',
      closed_at: null,
      merged_at: null,
      merged: false,
      merged_by: null,
    },
    ...surroundings(world, { repository, sender }),
  });
  return pullRequest;
}

/** GitHub allows one open pull request with the same head and base. */
function requireFree({ pullRequests }: Repository, from: Repository, branch: Branch): void {
  const taken = pullRequests
    .values()
    .some(({ state, head }) => state === 'open' && head.ref === branch.name && head.repository === from);
  requireThat(!taken, `branch ${branch.name} has an open pull request`);
}
