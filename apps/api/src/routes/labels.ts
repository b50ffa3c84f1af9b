import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { labels } from '../queries/labels.ts';
import { selectPage } from '../queries/select-page.ts';

export const listLabels = cachedRepositoryRoute(
  contract.listLabels,
  { resource: 'issues', shows: ['labels'] },
  async ({ query: { limit, cursor }, repositoryId }, { database }) => ({
    body: await selectPage(database, labels, { within: { repositoryId }, filters: {}, limit, cursor }),
  }),
);
