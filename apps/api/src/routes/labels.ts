import { contract } from '@hubtwin/contract';
import { repositoryRoute } from '../http/repository-route.ts';
import { labels } from '../queries/labels.ts';
import { selectPage } from '../queries/select-page.ts';

export const listLabels = repositoryRoute(
  contract.listLabels,
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, labels, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
