import type { GraphqlRequest } from '../../graphql/create-graphql.ts';
import { accessOf } from '../../world/access-of.ts';
import type { World } from '../../world/create-world.ts';
import type { Repository } from '../../world/model.ts';
import { includesRole } from '../../world/role-order.ts';
import { ok, RestError, requiresAuthentication } from '../answer.ts';
import { readsMembers } from '../reads-members.ts';
import type { Route } from '../route.ts';
import { isAllowed, type Viewer } from '../viewer.ts';

/** GraphQL over HTTP, with its own rate limit and the cost of the query. */
export const graphql: Route[] = [
  {
    method: 'POST',
    path: '/graphql',
    resource: 'graphql',
    async handle({ context, viewer, body }) {
      if (viewer.kind === 'anonymous') throw requiresAuthentication();
      if (!isRequest(body))
        throw new RestError(400, 'A query attribute must be specified and must be a string.');
      const { limit, used, resetAt } = context.budgets.of(viewer.payer, 'graphql');
      // A cost of one was added before, and is replaced by the actual cost.
      const before = used - 1;
      const { result, cost } = await context.graphql.execute(body, {
        canSee: viewer.canSee,
        administers: (repository) => administers(context.world, viewer, repository),
        pushes: (repository) =>
          viewer.account === null ||
          includesRole(accessOf(context.world, viewer.account, repository), 'write'),
        readsMembers: (organization) => readsMembers(context.world, viewer, organization),
        rateLimit: { limit, used: before, remaining: limit - before, resetAt: new Date(resetAt) },
      });
      return { ...ok(result), cost };
    },
  },
];

/** A user who is an administrator, or an App with the permission `administration`. */
function administers(world: World, viewer: Viewer, repository: Repository): boolean | 'refused' {
  if (viewer.kind === 'installation' && !isAllowed(viewer, ['administration', 'read'], repository.owner))
    return 'refused';
  return viewer.account === null || accessOf(world, viewer.account, repository) === 'admin';
}

function isRequest(body: unknown): body is GraphqlRequest {
  return typeof body === 'object' && body !== null && 'query' in body && typeof body.query === 'string';
}
