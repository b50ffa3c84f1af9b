import { reviewCommentShape } from '../shapes/review-comment.ts';
import { simplePullRequestShape } from '../shapes/simple-pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findPullRequest, found, type Place, type Scene } from '../world/lookup.ts';
import type { Review, ReviewComment, ReviewThread } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { addReview } from './add-review.ts';
import type { NumberedScene } from './conversations.ts';

/** A comment on a line by its id, and the actor. */
export interface ReviewCommentScene extends Scene {
  comment: number;
}

/** A comment on a line of a pull request. */
export interface LineComment {
  path: string;
  line: number;
  /** Of the old or the new text; default: the new one. */
  side?: 'LEFT' | 'RIGHT';
  body: string;
}

/** Comments on a line: emits `pull_request_review` submitted and `pull_request_review_comment` created. */
export function commentOnLine(world: World, input: NumberedScene & LineComment): ReviewComment {
  const at = enter(world, input);
  const pullRequest = findPullRequest(at.repository, input.number);
  const { path, line, side = 'RIGHT', body } = input;
  const review = addReview(world, at, pullRequest, { state: 'commented', body: '' });
  return addReviewComment(world, at, review, { thread: { path, line, side }, body });
}

/** Adds a comment to its thread: emits the same events, because a reply has a review of its own. */
export function replyToReviewComment(
  world: World,
  input: ReviewCommentScene & { body: string },
): ReviewComment {
  const { comment, ...at } = enterReviewComment(world, input);
  const { thread, inReplyTo } = comment;
  const review = addReview(world, at, thread.pullRequest, { state: 'commented', body: '' });
  return addReviewComment(world, at, review, {
    thread,
    body: input.body,
    inReplyTo: inReplyTo ?? comment.id,
  });
}

/** Adds a comment to a review; emits `pull_request_review_comment` created. @param input a thread, or where to start one. */
export function addReviewComment(
  world: World,
  at: Place,
  review: Review,
  input: {
    thread: ReviewThread | Pick<ReviewThread, 'path' | 'line' | 'side'>;
    body: string;
    inReplyTo?: number;
  },
): ReviewComment {
  const { repository, sender } = at;
  const { pullRequest } = review;
  const thread = 'id' in input.thread ? input.thread : startThread(world, at, review, input.thread);
  const id = world.nextId('reviewComment');
  const now = world.time.now();
  const comment: ReviewComment = {
    id,
    nodeId: nodeId('PRRC', 0, repository.id, id),
    review,
    thread,
    inReplyTo: input.inReplyTo ?? null,
    author: sender,
    body: input.body,
    commitId: review.commitId,
    createdAt: now,
    updatedAt: now,
  };
  repository.reviewComments.set(id, comment);
  pullRequest.reviewComments += 1;
  pullRequest.updatedAt = now;
  world.emit('pull_request_review_comment', { action: 'created', ...subjectOf(world, at, comment) });
  return comment;
}

/** Emits `pull_request_review_comment` edited with the old text. */
export function editReviewComment(world: World, input: ReviewCommentScene & { body: string }): ReviewComment {
  const { comment, ...at } = enterReviewComment(world, input);
  const { body: from } = comment;
  comment.body = input.body;
  comment.updatedAt = world.time.now();
  comment.thread.pullRequest.updatedAt = comment.updatedAt;
  const changes = { body: { from } };
  world.emit('pull_request_review_comment', {
    action: 'edited',
    changes,
    ...subjectOf(world, at, comment),
  });
  return comment;
}

/** Emits `pull_request_review_comment` deleted; its thread ends with its last comment, its review stays. */
export function deleteReviewComment(world: World, input: ReviewCommentScene): ReviewComment {
  const { comment, ...at } = enterReviewComment(world, input);
  const { reviewComments, reviewThreads } = at.repository;
  const { thread } = comment;
  reviewComments.delete(comment.id);
  if (!reviewComments.values().some((other) => other.thread === thread)) reviewThreads.delete(thread.id);
  thread.pullRequest.reviewComments -= 1;
  thread.pullRequest.updatedAt = world.time.now();
  world.emit('pull_request_review_comment', { action: 'deleted', ...subjectOf(world, at, comment) });
  return comment;
}

export function enterReviewComment(
  world: World,
  input: ReviewCommentScene,
): Place & { comment: ReviewComment } {
  const at = enter(world, input);
  const { reviewComments, name } = at.repository;
  const comment = found(reviewComments.get(input.comment), `review comment ${input.comment} in ${name}`);
  return { ...at, comment };
}

function startThread(
  world: World,
  { repository }: Place,
  { pullRequest }: Review,
  place: Pick<ReviewThread, 'path' | 'line' | 'side'>,
): ReviewThread {
  const id = world.nextId('reviewThread');
  const thread: ReviewThread = {
    id,
    nodeId: nodeId('PRRT', 0, repository.id, id),
    pullRequest,
    ...place,
    resolvedBy: null,
  };
  repository.reviewThreads.set(id, thread);
  return thread;
}

function subjectOf(world: World, at: Place, comment: ReviewComment) {
  return {
    comment: reviewCommentShape(world.host, at.repository, comment),
    pull_request: simplePullRequestShape(world.host, at.repository, comment.thread.pullRequest),
    ...surroundings(world, at),
  };
}
