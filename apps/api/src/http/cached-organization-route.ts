import type { RouteContract } from '@hubtwin/contract';
import { tagsAcross } from '@hubtwin/replication';
import type { z } from 'zod';
import { ProblemError } from '../problem-error.ts';
import { findKnownOrganization } from '../queries/find-known-organization.ts';
import { type CachedAs, renderThroughCache } from './render-through-cache.ts';
import { type Call, type Route, type RouteContext, route } from './route.ts';

/**
 * A read below an organisation whose responses are cached under its id. A key that is limited to some repositories sees
 * no organisation.
 */
export function cachedOrganizationRoute<
  P extends z.ZodObject<{ org: z.ZodString }>,
  Q extends z.ZodObject,
  R extends z.ZodType,
>(
  contract: RouteContract<P, Q, z.ZodUndefined, R>,
  { resource, shows }: CachedAs,
  handler: (
    call: Pick<Call<z.output<P>, z.output<Q>, undefined>, 'params' | 'query'> & { organizationId: number },
    context: RouteContext,
  ) => Promise<{ body: z.input<R> }>,
): Route {
  const cached = route(contract, async ({ params, query, access }, context) => {
    const organizationId =
      access.repositoryIds === null ? await findKnownOrganization(context.database, params.org) : undefined;
    if (organizationId === undefined) throw new ProblemError('not_found', 'There is no such organisation.');
    const { org: _, ...rest } = params;
    const read = { contract, resource, tags: tagsAcross(shows), parts: [organizationId, rest, query] };
    const load = () => handler({ params, query, organizationId }, context);
    return { rendered: await renderThroughCache(context.caching, read, load) };
  });
  return { ...cached, cachedAs: { resource, shows } };
}
