import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { tagShape } from '../shapes/tag.ts';

export const tags = repositoryRoutes([
  {
    method: 'GET',
    path: '/tags',
    permission: ['contents', 'read'],
    handle({ context, repository, address, query }) {
      // By descending name, so that the latest version tends to be first.
      const sorted = [...repository.tags].sort(([one], [other]) => (one < other ? 1 : -1));
      return pageOf(sorted, { base: address, query }, ([name, commit]) =>
        tagShape(context.world.host, repository, name, commit),
      );
    },
  },
]);
