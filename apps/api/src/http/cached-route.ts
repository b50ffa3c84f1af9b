import type { RouteContract } from '@hubtwin/contract';
import { tagsAcross } from '@hubtwin/replication';
import type { z } from 'zod';
import type { Visibility } from '../queries/access.ts';
import { type CachedAs, renderThroughCache } from './render-through-cache.ts';
import { type Call, type Route, type RouteContext, route } from './route.ts';

/**
 * A read whose responses are cached. Its handler receives only the visibility of the caller, which is part
 * of the cache key.
 */
export function cachedRoute<P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  contract: RouteContract<P, Q, z.ZodUndefined, R>,
  cachedAs: CachedAs,
  handler: (
    call: Pick<Call<z.output<P>, z.output<Q>, undefined>, 'params' | 'query'> & { access: Visibility },
    context: RouteContext,
  ) => Promise<{ body: z.input<R> }>,
): Route {
  const { resource, shows } = cachedAs;
  const cached = route(contract, async ({ params, query, access }, context) => {
    const { repositoryIds } = access;
    const visible = repositoryIds === null ? null : [...new Set(repositoryIds)].sort((a, b) => a - b);
    const read = { contract, resource, tags: tagsAcross(shows), parts: [visible, params, query] };
    const load = () => handler({ params, query, access: { repositoryIds } }, context);
    return { rendered: await renderThroughCache(context.caching, read, load) };
  });
  return { ...cached, cachedAs };
}
