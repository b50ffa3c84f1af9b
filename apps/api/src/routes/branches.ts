import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { branches } from '../queries/branches.ts';
import { selectPage } from '../queries/select-page.ts';

export const listBranches = cachedRepositoryRoute(
  contract.listBranches,
  { resource: 'repos', shows: ['branches'] },
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, branches, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
