/** What GitHub's limits see in a request. */
export interface RequestWeight {
  /** GitHub's rate-limit resource; null for what is free of primary limits. */
  resource: string | null;
  points: number;
  createsContent: boolean;
  /** Whether sending it twice does no more than sending it once. */
  idempotent: boolean;
}

const reads = new Set(['GET', 'HEAD']);
// PUT and DELETE may be repeated by HTTP's rules, but GitHub tells hooks of each.
const writesOfCode = /^\/(repos|repositories)\/.*\/(actions|hooks|dispatches)(\/|$)/;

/**
 * A read is one point, a write five; GraphQL is one, a mutation five. Writes to issues, pull requests, comments,
 * releases and the like create content.
 *
 * @param method in upper case.
 * @param route the path's template.
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#calculating-points-for-the-secondary-rate-limit
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
    // A token that nobody received does no harm.
    idempotent: isRead || isToken,
  };
}

function resourceOf(route: string): string | null {
  if (route === '/rate_limit') return null;
  if (route.startsWith('/search/code')) return 'code_search';
  if (route.startsWith('/search/')) return 'search';
  return 'core';
}
