import { contract } from '@hubtwin/contract';
import { changesHorizon } from '@hubtwin/database';
import { repositoryRoute } from '../http/repository-route.ts';
import { changesUpTo } from '../queries/changes.ts';
import { selectPage } from '../queries/select-page.ts';

export const listChanges = repositoryRoute(
  contract.listChanges,
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => {
    // Read before the page: what commits in between lies above it.
    const horizon = await changesHorizon(database);
    return {
      body: await selectPage(database, changesUpTo(horizon), {
        within: { repositoryId },
        filters,
        limit,
        cursor,
      }),
    };
  },
);
