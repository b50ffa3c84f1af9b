import { contract } from '@hubtwin/contract';
import { repositoryRoute } from '../http/repository-route.ts';
import { branches } from '../queries/branches.ts';
import { selectPage } from '../queries/select-page.ts';

export const listBranches = repositoryRoute(
  contract.listBranches,
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, branches, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
