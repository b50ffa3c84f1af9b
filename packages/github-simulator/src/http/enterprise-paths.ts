import type { RequestListener } from 'node:http';

/** The paths of an Enterprise Server's APIs. */
export const enterprisePaths = { api: '/api/v3', graphql: '/api/graphql', uploads: '/api/uploads' } as const;

/** Pages, and the control API, keep their paths. */
const others = /^\/(?:_sim(?:\/|$)|login\/|apps\/|settings\/|organizations\/|$)/;

/**
 * Serves as an Enterprise Server: its REST API under `/api/v3` only, and its GraphQL next to it.
 *
 * @see https://docs.github.com/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api
 */
export function underEnterprisePaths(answer: RequestListener): RequestListener {
  return (request, response) => {
    request.url = inside(request.url ?? '/');
    answer(request, response);
  };
}

function inside(url: string): string {
  const { api, graphql, uploads } = enterprisePaths;
  if (url === graphql) return '/graphql';
  for (const prefix of [api, uploads]) {
    if (url.startsWith(`${prefix}/graphql`)) return '/no-such-route';
    if (url.startsWith(`${prefix}/`)) return url.slice(prefix.length);
  }
  return others.test(url) ? url : '/no-such-route';
}
