import { reviewCommentShape } from '../shapes/review-comment.ts';
import { simplePullRequestShape } from '../shapes/simple-pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { requireThat } from '../world/lookup.ts';
import type { ReviewThread } from '../world/model.ts';
import { enterReviewComment, type ReviewCommentScene } from './review-comments.ts';

/** Resolves the thread of a comment: emits `pull_request_review_thread` resolved. The time of its pull request stays. */
export function resolveThread(world: World, input: ReviewCommentScene): ReviewThread {
  return change(world, input, true);
}

/** Emits `pull_request_review_thread` unresolved. */
export function unresolveThread(world: World, input: ReviewCommentScene): ReviewThread {
  return change(world, input, false);
}

function change(world: World, input: ReviewCommentScene, isResolved: boolean): ReviewThread {
  const { comment, ...at } = enterReviewComment(world, input);
  const { thread } = comment;
  const { pullRequest, nodeId } = thread;
  const action = isResolved ? 'resolved' : 'unresolved';
  requireThat((thread.resolvedBy !== null) !== isResolved, `the thread of ${comment.id} is ${action}`);
  thread.resolvedBy = isResolved ? at.sender : null;
  const comments = at.repository.reviewComments
    .values()
    .filter((other) => other.thread === thread)
    .map((each) => reviewCommentShape(world.host, at.repository, each));
  world.emit('pull_request_review_thread', {
    action,
    thread: { node_id: nodeId, comments: [...comments] },
    pull_request: simplePullRequestShape(world.host, at.repository, pullRequest),
    ...surroundings(world, at),
  });
  return thread;
}
