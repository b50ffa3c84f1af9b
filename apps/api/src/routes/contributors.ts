import { contract } from '@hubtwin/contract';
import { repositoryRoute } from '../http/repository-route.ts';
import { contributors } from '../queries/contributors.ts';
import { selectPage } from '../queries/select-page.ts';

export const listContributors = repositoryRoute(
  contract.listContributors,
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, contributors, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
