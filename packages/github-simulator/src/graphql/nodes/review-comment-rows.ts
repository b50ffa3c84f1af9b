import type { Repository, ReviewComment } from '../../world/model.ts';
import type { Row } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';

/** Those comments on lines of a repository that are in a connection, oldest first. */
export function reviewCommentRows(
  nodes: Scope['nodes'],
  repository: Repository,
  isIn: (comment: ReviewComment) => boolean,
): Row[] {
  return [...repository.reviewComments.values()].filter(isIn).map((comment) => ({
    key: comment.id,
    id: comment.id,
    node: () => nodes.reviewComment(repository, comment),
  }));
}
