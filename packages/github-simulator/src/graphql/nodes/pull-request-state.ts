import type { PullRequest } from '../../world/model.ts';

/** GraphQL tells merged from closed. */
export function pullRequestState({ state, mergedAt }: PullRequest): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (state === 'open') return 'OPEN';
  return mergedAt === null ? 'CLOSED' : 'MERGED';
}
