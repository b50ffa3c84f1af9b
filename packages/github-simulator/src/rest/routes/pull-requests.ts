import { findPullRequest } from '../../world/lookup.ts';
import type { PullRequest, Repository } from '../../world/model.ts';
import { ok } from '../answer.ts';
import { numbersInOrder } from '../numbers-in-order.ts';
import { pageOf } from '../page.ts';
import { pullRequestOf } from '../pull-request-of.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { fullPullRequestShape, listedPullRequestShape } from '../shapes/pull-request.ts';

/** Pull requests. There is no `since`. */
export const pullRequests = repositoryRoutes([
  {
    method: 'GET',
    path: '/pulls',
    feature: 'pullRequests',
    permission: ['pull_requests', 'read'],
    handle({ context, repository, address, query }) {
      const numbers = context.keptLists.of(repository, 'pulls', query, () =>
        listedNumbers(repository, query),
      );
      return pageOf(numbers, { base: address, query }, (number) =>
        listedPullRequestShape(context.world.host, repository, findPullRequest(repository, number)),
      );
    },
  },
  {
    method: 'GET',
    path: '/pulls/:number',
    feature: 'pullRequests',
    permission: ['pull_requests', 'read'],
    handle: (call) => ok(fullPullRequestShape(call.context.world.host, call.repository, pullRequestOf(call))),
  },
]);

/** By default open ones, newest first; oldest first if they are sorted otherwise without a direction. */
function listedNumbers(repository: Repository, query: URLSearchParams): number[] {
  const state = query.get('state') ?? 'open';
  const sort = query.get('sort') ?? 'created';
  const direction = query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc');
  const base = query.get('base');
  const head = query.get('head');
  const isListed = (pullRequest: PullRequest) =>
    (state === 'all' || pullRequest.state === state) &&
    (base === null || pullRequest.base.ref === base) &&
    (head === null || labelOf(pullRequest) === head);
  return numbersInOrder(
    repository.pullRequests.values().filter(isListed),
    ({ createdAt, updatedAt }) => Date.parse(sort === 'updated' ? updatedAt : createdAt) / 1_000,
    direction === 'asc' ? 'asc' : 'desc',
  );
}

const labelOf = ({ head }: PullRequest) => `${(head.repository ?? head).owner.login}:${head.ref}`;
