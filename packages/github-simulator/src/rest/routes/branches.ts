import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { fullBranchShape, listedBranchShape } from '../shapes/branch.ts';

export const branches = repositoryRoutes([
  {
    method: 'GET',
    path: '/branches',
    permission: ['contents', 'read'],
    handle({ context, repository, address, query }) {
      const sorted = [...repository.branches.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
      return pageOf(sorted, { base: address, query }, (branch) =>
        listedBranchShape(context.world.host, repository, branch),
      );
    },
  },
  {
    method: 'GET',
    path: '/branches/*',
    permission: ['contents', 'read'],
    handle({ context, repository, params }) {
      const branch = repository.branches.get(params['*'] ?? '');
      if (branch === undefined) throw notFound();
      return ok(fullBranchShape(context.world.host, repository, branch));
    },
  },
]);
