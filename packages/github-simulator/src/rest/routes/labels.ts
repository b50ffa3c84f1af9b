import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { restLabelShape } from '../shapes/label.ts';

export const labels = repositoryRoutes([
  {
    method: 'GET',
    path: '/labels',
    permission: ['issues', 'read'],
    handle: ({ context, repository, address, query }) =>
      pageOf([...repository.labels.values()], { base: address, query }, (label) =>
        restLabelShape(context.world.host, repository, label),
      ),
  },
  {
    method: 'GET',
    path: '/labels/:name',
    permission: ['issues', 'read'],
    handle({ context, repository, params }) {
      const name = (params.name ?? '').toLowerCase();
      const label = repository.labels.values().find((each) => each.name.toLowerCase() === name);
      if (label === undefined) throw notFound();
      return ok(restLabelShape(context.world.host, repository, label));
    },
  },
]);
