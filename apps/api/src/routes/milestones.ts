import { contract } from '@hubtwin/contract';
import { repositoryRoute } from '../http/repository-route.ts';
import { milestones } from '../queries/milestones.ts';
import { selectPage } from '../queries/select-page.ts';

export const listMilestones = repositoryRoute(
  contract.listMilestones,
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, milestones, { within: { repositoryId }, filters, limit, cursor }),
  }),
);
