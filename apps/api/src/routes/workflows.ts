import { contract } from '@hubtwin/contract';
import { repositoryRoute } from '../http/repository-route.ts';
import { selectPage } from '../queries/select-page.ts';
import { workflows } from '../queries/workflows.ts';

export const listWorkflows = repositoryRoute(
  contract.listWorkflows,
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, workflows, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
