import type { RouteContract } from '@hubtwin/contract';
import { repositoryTags } from '@hubtwin/replication';
import { z } from 'zod';
import { hideRaw } from '../visibility/hide-raw.ts';
import { type CachedAs, renderThroughCache } from './render-through-cache.ts';
import { type RepositoryParams, repositoryRoute } from './repository-route.ts';
import type { Call, Route, RouteContext } from './route.ts';

/**
 * A read below a repository whose responses are cached. Whether the caller may see the repository is checked in the
 * database each time; the handler receives no information about the caller, so that a response is the same for all, except for
 * GitHub's own object: limited keys see nothing of other repositories in it.
 */
export function cachedRepositoryRoute<P extends RepositoryParams, Q extends z.ZodObject, R extends z.ZodType>(
  contract: RouteContract<P, Q, z.ZodUndefined, R>,
  cachedAs: CachedAs,
  handler: (
    call: Pick<Call<z.output<P>, z.output<Q>, undefined>, 'params' | 'query'> & { repositoryId: number },
    context: RouteContext,
  ) => Promise<{ body: z.input<R> }>,
): Route {
  const { resource, shows } = cachedAs;
  // GitHub's own object may contain data of other repositories, such as the fork that a pull request comes from.
  const showsRaw = contract.response instanceof z.ZodObject && 'raw' in contract.response.shape;
  const cached = repositoryRoute(contract, async ({ params, query, repositoryId, access }, context) => {
    const isHiding = showsRaw && access.repositoryIds !== null;
    // A repository has several names, in any case: the responses are cached under its id.
    const { owner: _owner, repo: _repo, ...rest } = params;
    const tags = repositoryTags(repositoryId, shows);
    const read = { contract, resource, tags, parts: [repositoryId, rest, query, isHiding] };
    const load = async () => {
      const { body } = await handler({ params, query, repositoryId }, context);
      return { body: isHiding ? await hideRaw(context.database, [repositoryId], body) : body };
    };
    return { rendered: await renderThroughCache(context.caching, read, load) };
  });
  return { ...cached, cachedAs };
}
