import type { World } from '../world/create-world.ts';
import { enter, findPullRequest, found, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { Review, ReviewState } from '../world/model.ts';
import { addReview, reviewSubject } from './add-review.ts';
import type { NumberedScene } from './conversations.ts';
import { addReviewComment, type LineComment } from './review-comments.ts';

/** A review by its id, and the actor. */
interface ReviewScene extends Scene {
  review: number;
}

/**
 * Emits `pull_request_review` submitted, then `pull_request_review_comment` created for each comment. The reviewer and
 * the teams of the reviewer are no longer requested ones.
 */
export function submitReview(
  world: World,
  input: NumberedScene & {
    state: Exclude<ReviewState, 'dismissed'>;
    body?: string;
    comments?: readonly LineComment[];
  },
): Review {
  const at = enter(world, input);
  const pullRequest = findPullRequest(at.repository, input.number);
  const { state, body = '', comments = [] } = input;
  requireThat(
    state === 'commented' || at.sender !== pullRequest.author,
    `${at.sender.login} is the author of #${input.number}`,
  );
  requireThat(state === 'approved' || body !== '' || comments.length > 0, 'a review needs a body');
  const review = addReview(world, at, pullRequest, { state, body });
  for (const { path, line, side = 'RIGHT', body: text } of comments)
    addReviewComment(world, at, review, { thread: { path, line, side }, body: text });
  return review;
}

/** Emits `pull_request_review` edited with the old text. */
export function editReview(world: World, input: ReviewScene & { body: string }): Review {
  const { review, ...at } = enterReview(world, input);
  const { body: from } = review;
  review.body = input.body;
  changeNow(world, review);
  world.emit('pull_request_review', {
    action: 'edited',
    changes: { body: { from } },
    ...reviewSubject(world, at, review),
  });
  return review;
}

/** Dismisses an approval or requested changes; emits `pull_request_review` dismissed. */
export function dismissReview(world: World, input: ReviewScene): Review {
  const { review, ...at } = enterReview(world, input);
  requireThat(
    review.state === 'approved' || review.state === 'changes_requested',
    `review ${review.id} cannot be dismissed`,
  );
  review.state = 'dismissed';
  changeNow(world, review);
  const subject = reviewSubject(world, at, review);
  const dismissed = { ...subject, review: { ...subject.review, state: 'dismissed' as const } };
  world.emit('pull_request_review', { action: 'dismissed', ...dismissed });
  return review;
}

function changeNow(world: World, review: Review): void {
  review.updatedAt = world.time.now();
  review.pullRequest.updatedAt = review.updatedAt;
}

function enterReview(world: World, input: ReviewScene): Place & { review: Review } {
  const at = enter(world, input);
  const { reviews, name } = at.repository;
  return { ...at, review: found(reviews.get(input.review), `review ${input.review} in ${name}`) };
}
