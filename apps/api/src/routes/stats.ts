import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { ProblemError } from '../problem-error.ts';
import { countRepository } from '../queries/repository-stats.ts';

export const getRepositoryStats = cachedRepositoryRoute(
  contract.getRepositoryStats,
  { resource: 'repos', shows: ['repositories', 'branches', 'commits', 'issues', 'pull_requests'] },
  async ({ query, repositoryId }, { database }) => {
    const body = await countRepository(database, repositoryId, query);
    if (body === undefined) throw new ProblemError('not_found', 'There is no such repository.');
    return { body };
  },
);
