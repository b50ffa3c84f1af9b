import { repositoryById, resolveRepository } from '../world/lookup.ts';
import type { Repository } from '../world/model.ts';
import { notFound, RestError } from './answer.ts';
import { requireRole } from './require-role.ts';
import type { Call, RepositoryRoute, Route } from './route.ts';

/**
 * Mounts routes of a repository under its name and under its id. An old name redirects to the id with 301, or 307 for a
 * write; an inaccessible repository is not found.
 */
export function repositoryRoutes(routes: readonly RepositoryRoute[]): Route[] {
  return routes.flatMap((route) => [
    {
      ...route,
      path: `/repos/:owner/:repo${route.path}`,
      handle(call: Call) {
        const { owner = '', repo = '' } = call.params;
        const found = resolveRepository(call.context.world, owner, repo);
        if (found === undefined || !call.viewer.canSee(found.repository)) throw notFound();
        const { repository, moved } = found;
        if (moved) throw movedTo(call, repository.id);
        requireShown(repository, route);
        requireRole(call.context.world, call.viewer, repository, route);
        return route.handle({ ...call, repository, address: addressOf(call, repository.id) });
      },
    },
    {
      ...route,
      path: `/repositories/:id${route.path}`,
      handle(call: Call) {
        const repository = repositoryById(call.context.world, Number(call.params.id));
        if (repository === undefined || !call.viewer.canSee(repository)) throw notFound();
        requireShown(repository, route);
        requireRole(call.context.world, call.viewer, repository, route);
        return route.handle({ ...call, repository });
      },
    },
  ]);
}

/** @throws RestError if access to the repository is blocked, or the route's feature is disabled. */
function requireShown({ blocked, features }: Repository, { feature }: RepositoryRoute): void {
  if (blocked !== null) {
    const { reason, status, createdAt } = blocked;
    const block = { reason, created_at: createdAt, html_url: 'https://github.com/contact/dmca' };
    throw new RestError(status, 'Repository access blocked', { body: { block } });
  }
  if (feature === 'pullRequests' && !features.pullRequests) throw notFound();
  if (feature === 'actions' && !features.actions)
    throw new RestError(403, 'Actions has been disabled for this repository.');
}

/** Keeps the rest of the path after the repository. */
function addressOf({ address }: Call, id: number): string {
  return address.replace(/\/repos\/[^/]+\/[^/]+/, `/repositories/${id}`);
}

function movedTo(call: Call, id: number): RestError {
  const search = call.query.size > 0 ? `?${call.query}` : '';
  const url = `${addressOf(call, id)}${search}`;
  // Clients may change the method to GET after a 301, so GitHub redirects writes with 307.
  const status = call.method === 'GET' || call.method === 'HEAD' ? 301 : 307;
  return new RestError(status, 'Moved Permanently', { body: { url }, headers: { location: url } });
}
