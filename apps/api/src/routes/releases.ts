import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { releases } from '../queries/releases.ts';
import { selectPage } from '../queries/select-page.ts';

export const listReleases = cachedRepositoryRoute(
  contract.listReleases,
  { resource: 'repos', shows: ['releases'] },
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, releases, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
