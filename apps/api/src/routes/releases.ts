import { contract } from '@hubtwin/contract';
import { repositoryRoute } from '../http/repository-route.ts';
import { releases } from '../queries/releases.ts';
import { selectPage } from '../queries/select-page.ts';

export const listReleases = repositoryRoute(
  contract.listReleases,
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, releases, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
