import type { PullRequest, Repository } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { fullPullRequestShape, listedPullRequestShape } from '../shapes/pull-request.ts';

/** Pull requests. There is no `since`. */
export const pullRequests = repositoryRoutes([
  {
    method: 'GET',
    path: '/pulls',
    permission: ['pull_requests', 'read'],
    handle: ({ context, repository, address, query }) =>
      pageOf(listed(repository, query), { base: address, query }, (pullRequest) =>
        listedPullRequestShape(context.world.host, repository, pullRequest),
      ),
  },
  {
    method: 'GET',
    path: '/pulls/:number',
    permission: ['pull_requests', 'read'],
    handle({ context, repository, params }) {
      const pullRequest = repository.pullRequests.get(Number(params.number));
      if (pullRequest === undefined) throw notFound();
      return ok(fullPullRequestShape(context.world.host, repository, pullRequest));
    },
  },
]);

/** Open ones, newest first; oldest first when they are sorted otherwise and no direction is given. */
function listed(repository: Repository, query: URLSearchParams): PullRequest[] {
  const state = query.get('state') ?? 'open';
  const sort = query.get('sort') ?? 'created';
  const sign = (query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc')) === 'asc' ? 1 : -1;
  const base = query.get('base');
  const head = query.get('head');
  const orderBy = ({ createdAt, updatedAt, number }: PullRequest) =>
    `${sort === 'updated' ? updatedAt : createdAt} ${`${number}`.padStart(9, '0')}`;
  return [...repository.pullRequests.values()]
    .filter((pullRequest) => state === 'all' || pullRequest.state === state)
    .filter((pullRequest) => base === null || pullRequest.base.ref === base)
    .filter((pullRequest) => head === null || labelOf(pullRequest) === head)
    .map((pullRequest) => ({ pullRequest, by: orderBy(pullRequest) }))
    .sort((one, other) => sign * (one.by < other.by ? -1 : 1))
    .map(({ pullRequest }) => pullRequest);
}

const labelOf = ({ head }: PullRequest) => `${(head.repository ?? head).owner.login}:${head.ref}`;
