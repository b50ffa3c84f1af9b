import { contract } from '@hubtwin/contract';
import { cachedRoute } from '../http/cached-route.ts';
import { readActionsQueue } from '../queries/actions-queue.ts';
import { countJobs } from '../queries/actions-stats.ts';

export const getActionsStats = cachedRoute(
  contract.getActionsStats,
  { resource: 'jobs', shows: ['workflow_jobs'] },
  async ({ query, access }, { database }) => ({ body: await countJobs(database, access, query) }),
);

export const getActionsQueue = cachedRoute(
  contract.getActionsQueue,
  { resource: 'jobs', shows: ['workflow_jobs', 'runners', 'organization_runners'] },
  async ({ access }, { database }) => ({ body: await readActionsQueue(database, access) }),
);
