import type { Repository } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { restReleaseShape } from '../shapes/release.ts';

/** Drafts are for those who can write. */
const published = ({ releases }: Repository) =>
  releases
    .values()
    .filter(({ draft }) => !draft)
    .toArray();

export const releases = repositoryRoutes([
  {
    method: 'GET',
    path: '/releases',
    permission: ['contents', 'read'],
    handle: ({ context, repository, address, query }) =>
      pageOf(published(repository).reverse(), { base: address, query }, (release) =>
        restReleaseShape(context.world.host, repository, release),
      ),
  },
  {
    method: 'GET',
    path: '/releases/latest',
    permission: ['contents', 'read'],
    handle({ context, repository }) {
      const latest = published(repository).findLast(({ prerelease }) => !prerelease);
      if (latest === undefined) throw notFound();
      return ok(restReleaseShape(context.world.host, repository, latest));
    },
  },
  {
    method: 'GET',
    path: '/releases/tags/*',
    permission: ['contents', 'read'],
    handle({ context, repository, params }) {
      const release = published(repository).find(({ tag }) => tag === params['*']);
      if (release === undefined) throw notFound();
      return ok(restReleaseShape(context.world.host, repository, release));
    },
  },
  {
    method: 'GET',
    path: '/releases/:release_id',
    permission: ['contents', 'read'],
    handle({ context, repository, params }) {
      const release = repository.releases.values().find(({ id }) => id === Number(params.release_id));
      if (release === undefined) throw notFound();
      return ok(restReleaseShape(context.world.host, repository, release));
    },
  },
]);
