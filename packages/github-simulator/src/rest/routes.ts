import createRouter from 'find-my-way';
import type { Method, Route } from './route.ts';

/** Finds the route of a request. */
export interface Routes {
  find(method: string, path: string): { route: Route; params: Record<string, string> } | null;
}

/** A HEAD is a GET whose body Node does not send. */
const methods: ReadonlyMap<string, Method> = new Map([
  ['GET', 'GET'],
  ['HEAD', 'GET'],
  ['POST', 'POST'],
  ['PATCH', 'PATCH'],
  ['PUT', 'PUT'],
  ['DELETE', 'DELETE'],
]);

export function createRoutes(routes: readonly Route[]): Routes {
  const router = createRouter({ caseSensitive: true, ignoreTrailingSlash: true, maxParamLength: 1_000 });
  for (const route of routes) router.on(route.method, route.path, () => {}, route);
  return {
    find(method, path) {
      const known = methods.get(method);
      const found = known === undefined ? null : router.find(known, path);
      if (found === null) return null;
      const params = Object.entries(found.params).map(([name, value]) => [name, value ?? '']);
      return { route: found.store, params: Object.fromEntries(params) };
    },
  };
}
