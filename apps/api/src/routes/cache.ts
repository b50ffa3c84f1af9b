import { contract } from '@hubtwin/contract';
import { tagPatterns } from '@hubtwin/replication';
import { repositoryRoute } from '../http/repository-route.ts';
import { ProblemError } from '../problem-error.ts';

export const invalidateCache = repositoryRoute(
  contract.invalidateCache,
  async ({ body: { pattern }, repositoryId }, { caching }) => {
    try {
      await caching?.cache.invalidateMatching(tagPatterns(repositoryId, pattern));
    } catch (cause) {
      throw new ProblemError('cache_unavailable', 'Redis does not answer; try again soon.', {
        headers: { 'Retry-After': '1' },
        cause,
      });
    }
    return { body: { status: 'invalidated' as const, pattern } };
  },
);
