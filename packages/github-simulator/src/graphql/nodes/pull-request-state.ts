import type { PullRequest } from '../../world/model.ts';

/** Distinguishes merged from closed, as GraphQL does. */
export function pullRequestState({ state, mergedAt }: PullRequest): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (state === 'open') return 'OPEN';
  return mergedAt === null ? 'CLOSED' : 'MERGED';
}
