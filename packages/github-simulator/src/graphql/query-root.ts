import { GraphQLError } from 'graphql';
import { createNodeFinder } from './create-node-finder.ts';
import { createScope } from './create-scope.ts';
import { githubError } from './github-error.ts';
import type { GraphqlViewer } from './graphql-viewer.ts';
import type { QueryCost } from './query-cost.ts';
import type { WorldReader } from './world-reader.ts';

/** The root of one query. */
export function queryRoot(context: { reader: WorldReader; viewer: GraphqlViewer; cost: QueryCost }): object {
  const { reader, viewer, cost } = context;
  const scope = createScope(reader, viewer);
  const find = createNodeFinder((kind) => reader.entries(kind, scope.nodes));
  const node = (id: string) =>
    find(id) ?? githubError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);

  return {
    viewer: { __typename: 'User', login: reader.appLogin },
    node: ({ id }: { id: string }) => node(id),
    nodes({ ids }: { ids: readonly string[] }) {
      if (ids.length <= 100) return ids.map(node);
      const message = `You may not provide more than 100 node ids; you provided ${ids.length}.`;
      throw githubError('ARGUMENT_LIMIT', message);
    },
    repository({ owner, name }: { owner: string; name: string }) {
      const found = reader.repository(owner, name);
      if (found) return scope.nodes.repository(found);
      throw githubError('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    },
    organization({ login }: { login: string }) {
      const found = reader.organisation(login);
      if (found) return scope.nodes.account(found);
      throw githubError('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`);
    },
    user({ login }: { login: string }) {
      const found = reader.user(login);
      if (found) return scope.nodes.account(found);
      throw githubError('NOT_FOUND', `Could not resolve to a User with the login of '${login}'.`);
    },
    rateLimit({ dryRun }: { dryRun?: boolean | null }) {
      if (dryRun)
        throw new GraphQLError('The simulator does not apply the argument `dryRun` of Query.rateLimit.');
      const { limit, remaining, used, resetAt } = viewer.rateLimit;
      return {
        limit,
        remaining: Math.max(0, remaining - cost.cost),
        used: used + cost.cost,
        resetAt: `${resetAt.toISOString().slice(0, 19)}Z`,
        ...cost,
      };
    },
  };
}
