import type { Repository } from '../../world/model.ts';
import { starsOf } from '../../world/stars-of.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';

const orders: Readonly<Record<string, (one: Repository, other: Repository) => number>> = {
  newest: (one, other) => other.id - one.id,
  oldest: (one, other) => one.id - other.id,
  stargazers: (one, other) => starsOf(other) - starsOf(one),
  watchers: (one, other) => starsOf(other) - starsOf(one),
};

/** The forks of a repository that the viewer can access, by default newest first. */
export const forks = repositoryRoutes([
  {
    method: 'GET',
    path: '/forks',
    permission: ['metadata', 'read'],
    handle({ context: { world }, viewer, repository, address, query }) {
      const listed = [...world.repositories.values()]
        .filter((each) => each.parent === repository && viewer.canSee(each))
        .sort(orders[query.get('sort') ?? 'newest'] ?? orders.newest);
      return pageOf(listed, { base: address, query }, (fork) => listedRepositoryShape(world.host, fork));
    },
  },
]);
