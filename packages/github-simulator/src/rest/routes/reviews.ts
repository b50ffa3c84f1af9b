import type { Review } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { pullRequestOf } from '../pull-request-of.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { restReviewShape } from '../shapes/review.ts';

const reads = ['pull_requests', 'read'] as const;

/** Reviews of pull requests, oldest first. A repository has no list of them. */
export const reviews = repositoryRoutes([
  {
    method: 'GET',
    path: '/pulls/:number/reviews',
    feature: 'pullRequests',
    permission: reads,
    handle(call) {
      const { context, repository, address, query } = call;
      return pageOf(reviewsOf(call), { base: address, query }, (review) =>
        restReviewShape(context.world.host, repository, review),
      );
    },
  },
  {
    method: 'GET',
    path: '/pulls/:number/reviews/:review_id',
    feature: 'pullRequests',
    permission: reads,
    handle(call) {
      const review = reviewsOf(call).find(({ id }) => id === Number(call.params.review_id));
      if (review === undefined) throw notFound();
      return ok(restReviewShape(call.context.world.host, call.repository, review));
    },
  },
]);

function reviewsOf(call: RepositoryCall): Review[] {
  const requested = pullRequestOf(call);
  return [...call.repository.reviews.values().filter(({ pullRequest }) => pullRequest === requested)];
}
