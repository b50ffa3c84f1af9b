import { reviewShape } from '../shapes/review.ts';
import { simplePullRequestShape } from '../shapes/simple-pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import type { PullRequest, Review } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';

/** Adds a review; emits `pull_request_review` submitted. */
export function addReview(
  world: World,
  at: Place,
  pullRequest: PullRequest,
  { state, body }: Pick<Review, 'state' | 'body'>,
): Review {
  const { repository, sender } = at;
  const id = world.nextId('review');
  const now = world.time.now();
  const review: Review = {
    id,
    nodeId: nodeId('PRR', 0, repository.id, id),
    pullRequest,
    author: sender,
    body,
    state,
    commitId: pullRequest.head.sha,
    submittedAt: now,
    updatedAt: now,
  };
  repository.reviews.set(id, review);
  pullRequest.reviewers = pullRequest.reviewers.filter((reviewer) => reviewer !== sender);
  const login = sender.login.toLowerCase();
  pullRequest.reviewTeams = pullRequest.reviewTeams.filter(({ members }) => !members.has(login));
  pullRequest.updatedAt = now;
  world.emit('pull_request_review', { action: 'submitted', ...reviewSubject(world, at, review) });
  return review;
}

/** What every event of a review contains. */
export function reviewSubject(world: World, at: Place, review: Review) {
  return {
    review: reviewShape(world.host, at.repository, review),
    pull_request: simplePullRequestShape(world.host, at.repository, review.pullRequest),
    ...surroundings(world, at),
  };
}
