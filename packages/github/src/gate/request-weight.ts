/** The weight of a request in GitHub's limits. */
export interface RequestWeight {
  /** GitHub's rate-limit resource; null if no primary limit applies. */
  resource: string | null;
  points: number;
  createsContent: boolean;
  /** Whether sending it twice has the same effect as sending it once. */
  idempotent: boolean;
}

const reads = new Set(['GET', 'HEAD']);
// PUT and DELETE are idempotent in HTTP, but GitHub notifies hooks of each request.
const writesOfCode = /^\/(repos|repositories)\/.*\/(actions|hooks|dispatches)(\/|$)/;

/**
 * A read costs one point, a write five; a GraphQL query one, a mutation five. Writes to issues, pull requests,
 * comments, releases and similar create content.
 *
 * @param method in upper case.
 * @param route the path's template.
 * @see
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#calculating-points-for-the-secondary-rate-limit
 */
export function weigh(method: string, route: string, query?: unknown): RequestWeight {
  if (route === '/graphql') {
    const isMutation = typeof query === 'string' && /^\s*mutation\b/.test(query.replace(/#.*/g, ''));
    return {
      resource: 'graphql',
      points: isMutation ? 5 : 1,
      createsContent: isMutation,
      idempotent: !isMutation,
    };
  }
  const isRead = reads.has(method);
  const isToken = method === 'POST' && /^\/app\/installations\/[^/]+\/access_tokens$/.test(route);
  return {
    resource: resourceOf(route),
    points: isRead ? 1 : 5,
    createsContent: !isRead && /^\/(repos|repositories)\//.test(route) && !writesOfCode.test(route),
    // A token that was not received is harmless.
    idempotent: isRead || isToken,
  };
}

function resourceOf(route: string): string | null {
  if (route === '/rate_limit') return null;
  if (route.startsWith('/search/code')) return 'code_search';
  if (route.startsWith('/search/')) return 'search';
  return 'core';
}
