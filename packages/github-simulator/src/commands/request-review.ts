import { userShape } from '../shapes/account.ts';
import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findPullRequest, findUser, requireThat } from '../world/lookup.ts';
import type { PullRequest } from '../world/model.ts';
import type { NumberedScene } from './conversations.ts';

/** Emits `pull_request` review_requested. */
export function requestReview(world: World, input: NumberedScene & { reviewer: string }): PullRequest {
  const { repository, sender } = enter(world, input);
  const pullRequest = findPullRequest(repository, input.number);
  const reviewer = findUser(world, input.reviewer);
  requireThat(reviewer !== pullRequest.author, `${reviewer.login} is the author of #${input.number}`);
  requireThat(!pullRequest.reviewers.includes(reviewer), `${reviewer.login} is already a requested reviewer`);
  pullRequest.reviewers.push(reviewer);
  pullRequest.updatedAt = world.time.now();
  world.emit('pull_request', {
    action: 'review_requested',
    number: pullRequest.number,
    pull_request: pullRequestShape(world.host, repository, pullRequest),
    requested_reviewer: userShape(world.host, reviewer),
    ...surroundings(world, { repository, sender }),
  });
  return pullRequest;
}
