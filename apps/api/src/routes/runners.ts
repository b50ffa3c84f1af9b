import { contract } from '@hubtwin/contract';
import { repositoryRoute } from '../http/repository-route.ts';
import { route } from '../http/route.ts';
import { runners } from '../queries/runners.ts';
import { selectPage } from '../queries/select-page.ts';

export const listRunners = repositoryRoute(
  contract.listRunners,
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, runners, { within: { repositoryId }, filters, limit, cursor }),
  }),
);

export const listAllRunners = route(
  contract.listAllRunners,
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, runners, { within: access, filters, limit, cursor }),
  }),
);
