import type { ReviewComment } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { pullRequestOf } from '../pull-request-of.ts';
import { readTime } from '../read-time.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { restReviewCommentShape } from '../shapes/review-comment.ts';

const reads = ['pull_requests', 'read'] as const;

/** Comments on lines of pull requests. */
export const reviewComments = repositoryRoutes([
  {
    method: 'GET',
    path: '/pulls/comments',
    feature: 'pullRequests',
    permission: reads,
    handle: (call) => list(call, [...call.repository.reviewComments.values()]),
  },
  {
    method: 'GET',
    path: '/pulls/comments/:comment_id',
    feature: 'pullRequests',
    permission: reads,
    handle({ context, repository, params }) {
      const comment = repository.reviewComments.get(Number(params.comment_id));
      if (comment === undefined) throw notFound();
      return ok(restReviewCommentShape(context.world.host, repository, comment));
    },
  },
  {
    method: 'GET',
    path: '/pulls/:number/comments',
    feature: 'pullRequests',
    permission: reads,
    handle(call) {
      const requested = pullRequestOf(call);
      const on = call.repository.reviewComments
        .values()
        .filter(({ thread }) => thread.pullRequest === requested);
      return list(call, [...on]);
    },
  },
]);

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Those changed since the requested time, by id or as requested. */
function list({ context, repository, address, query }: RepositoryCall, all: readonly ReviewComment[]) {
  const sort = query.get('sort');
  const keyOf = ({ createdAt, updatedAt }: ReviewComment) =>
    sort === null ? '' : sort === 'updated' ? updatedAt : createdAt;
  // GitHub ignores the direction without a sort field.
  const sign = sort === null || query.get('direction') === 'asc' ? 1 : -1;
  const since = readTime(query.get('since'));
  const listed = all
    .filter(({ updatedAt }) => since === null || updatedAt >= since)
    .sort((one, other) => sign * (compare(keyOf(one), keyOf(other)) || one.id - other.id));
  return pageOf(listed, { base: address, query }, (comment) =>
    restReviewCommentShape(context.world.host, repository, comment),
  );
}
