import { publishedReleases } from '../../world/published-releases.ts';
import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { restReleaseShape } from '../shapes/release.ts';

export const releases = repositoryRoutes([
  {
    method: 'GET',
    path: '/releases',
    permission: ['contents', 'read'],
    handle: ({ context, repository, address, query }) =>
      pageOf(publishedReleases(repository).reverse(), { base: address, query }, (release) =>
        restReleaseShape(context.world.host, repository, release),
      ),
  },
  {
    method: 'GET',
    path: '/releases/latest',
    permission: ['contents', 'read'],
    handle({ context, repository }) {
      const latest = publishedReleases(repository).findLast(({ prerelease }) => !prerelease);
      if (latest === undefined) throw notFound();
      return ok(restReleaseShape(context.world.host, repository, latest));
    },
  },
  {
    method: 'GET',
    path: '/releases/tags/*',
    permission: ['contents', 'read'],
    handle({ context, repository, params }) {
      const release = publishedReleases(repository).find(({ tag }) => tag === params['*']);
      if (release === undefined) throw notFound();
      return ok(restReleaseShape(context.world.host, repository, release));
    },
  },
  {
    method: 'GET',
    path: '/releases/:release_id',
    permission: ['contents', 'read'],
    handle({ context, repository, params }) {
      const release = publishedReleases(repository).find(({ id }) => id === Number(params.release_id));
      if (release === undefined) throw notFound();
      return ok(restReleaseShape(context.world.host, repository, release));
    },
  },
]);
