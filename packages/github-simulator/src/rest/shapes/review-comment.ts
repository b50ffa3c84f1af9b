import type { components } from '@octokit/openapi-types';
import { reviewCommentShape } from '../../shapes/review-comment.ts';
import type { Host, Repository, ReviewComment } from '../../world/model.ts';

type Comment = components['schemas']['pull-request-review-comment'];

export function restReviewCommentShape(host: Host, repository: Repository, comment: ReviewComment): Comment {
  const { line } = comment.thread;
  return { ...reviewCommentShape(host, repository, comment), position: 1, line };
}
