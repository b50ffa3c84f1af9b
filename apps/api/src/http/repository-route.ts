import type { RouteContract } from '@hubtwin/contract';
import type { z } from 'zod';
import { ProblemError } from '../problem-error.ts';
import type { Access } from '../queries/access.ts';
import { findRepository } from '../queries/find-repository.ts';
import { type Answer, type Call, type Route, type RouteContext, route } from './route.ts';

/** The path parameters of routes below a repository. */
export type RepositoryParams = z.ZodObject<{ owner: z.ZodString; repo: z.ZodString }>;

interface RepositoryRouteOptions {
  /** Finds a visible repository that is not shown, such as a deleted one; null: there is none. Default: none. */
  findHidden?(fullName: string, access: Access, context: RouteContext): Promise<number | null>;
}

/** A route below a repository: its handler receives the id; an old name redirects to the new one. */
export function repositoryRoute<
  P extends RepositoryParams,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  contract: RouteContract<P, Q, B, R>,
  handler: (
    call: Call<z.output<P>, z.output<Q>, z.output<B>> & { repositoryId: number },
    context: RouteContext,
  ) => Promise<Answer<z.input<R>>>,
  { findHidden }: RepositoryRouteOptions = {},
): Route {
  return route(contract, async (call, context) => {
    const { owner, repo } = call.params;
    const fullName = `${owner}/${repo}`;
    const found = await findRepository(context.database, call.access, fullName);
    const hidden =
      found === undefined ? ((await findHidden?.(fullName, call.access, context)) ?? null) : null;
    if (hidden !== null) return await handler({ ...call, repositoryId: hidden }, context);
    if (found === undefined) throw new ProblemError('not_found', 'There is no such repository.');
    if ('movedTo' in found) return { movedTo: renamed(call.url, found.movedTo) };
    return await handler({ ...call, repositoryId: found.id }, context);
  });
}

/** The same URL with the new name, with the rest of the path and the query. */
function renamed(url: string, fullName: string): string {
  return url.replace(/^(.*?\/repositories)\/[^/?]+\/[^/?]+/, (_, start: string) => `${start}/${fullName}`);
}
