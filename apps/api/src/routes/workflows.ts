import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { selectPage } from '../queries/select-page.ts';
import { workflows } from '../queries/workflows.ts';

export const listWorkflows = cachedRepositoryRoute(
  contract.listWorkflows,
  { resource: 'workflows', shows: ['workflows'] },
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, workflows, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
