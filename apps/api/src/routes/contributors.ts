import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { contributors } from '../queries/contributors.ts';
import { selectPage } from '../queries/select-page.ts';

export const listContributors = cachedRepositoryRoute(
  contract.listContributors,
  { resource: 'repos', shows: ['contributors'] },
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, contributors, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
