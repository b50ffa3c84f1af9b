import createRouter from 'find-my-way';
import type { Route } from './route.ts';

/** Finds the route of a request. */
export interface Routes {
  find(method: string, path: string): { route: Route; params: Record<string, string> } | null;
}

export function createRoutes(routes: readonly Route[]): Routes {
  const router = createRouter({ caseSensitive: true, ignoreTrailingSlash: true, maxParamLength: 1_000 });
  for (const route of routes) router.on(route.method, route.path, () => {}, route);
  return {
    find(method, path) {
      // A HEAD is a GET whose body Node does not send.
      const found = router.find(method === 'HEAD' ? 'GET' : (method as 'GET'), path);
      if (found === null) return null;
      const params = Object.entries(found.params).map(([name, value]) => [name, value ?? '']);
      return { route: found.store, params: Object.fromEntries(params) };
    },
  };
}
