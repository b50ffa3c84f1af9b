import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { milestones } from '../queries/milestones.ts';
import { selectPage } from '../queries/select-page.ts';

export const listMilestones = cachedRepositoryRoute(
  contract.listMilestones,
  { resource: 'issues', shows: ['milestones'] },
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, milestones, { within: { repositoryId }, filters, limit, cursor }),
  }),
);
