import { contract } from '@hubtwin/contract';
import { repositoryRoute } from '../http/repository-route.ts';
import { collaborators } from '../queries/collaborators.ts';
import { selectPage } from '../queries/select-page.ts';

export const listCollaborators = repositoryRoute(
  contract.listCollaborators,
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, collaborators, { within: { repositoryId }, filters, limit, cursor }),
  }),
);
