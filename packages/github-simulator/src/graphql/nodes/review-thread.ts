import type { GraphQLResolveInfo } from 'graphql';
import type { Repository, ReviewThread } from '../../world/model.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { reviewCommentRows } from './review-comment-rows.ts';

export function reviewThreadNode({ nodes }: Scope, repository: Repository, thread: ReviewThread): object {
  const { pullRequest, resolvedBy } = thread;
  return {
    __typename: 'PullRequestReviewThread',
    id: thread.nodeId,
    path: thread.path,
    line: thread.line,
    originalLine: thread.line,
    diffSide: thread.side,
    subjectType: 'LINE',
    isResolved: resolvedBy !== null,
    isCollapsed: resolvedBy !== null,
    isOutdated: false,
    resolvedBy: () => resolvedBy && nodes.account(resolvedBy),
    pullRequest: () => nodes.pullRequest(repository, pullRequest),
    repository: () => nodes.repository(repository),
    comments(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const rows = reviewCommentRows(nodes, repository, (comment) => comment.thread === thread);
      return connection({ args, info, rows });
    },
  };
}
