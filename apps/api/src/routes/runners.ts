import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { cachedRoute } from '../http/cached-route.ts';
import { runners } from '../queries/runners.ts';
import { selectPage } from '../queries/select-page.ts';

export const listRunners = cachedRepositoryRoute(
  contract.listRunners,
  { resource: 'runners', shows: ['runners'] },
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, runners, { within: { repositoryId }, filters, limit, cursor }),
  }),
);

export const listAllRunners = cachedRoute(
  contract.listAllRunners,
  { resource: 'runners', shows: ['runners', 'organization_runners'] },
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, runners, { within: access, filters, limit, cursor }),
  }),
);
