import { type CallOptions, GitHubPermissionError, type Page, type PageOptions } from '@hubtwin/github';
import type { ListConnection, ListSource } from '@hubtwin/resources';
import { z } from 'zod';
import { requireVisible } from '../answers/repository-status.ts';
import type { RepositoryView } from './create-repository-view.ts';

/** A page of a list, of REST or of GraphQL. */
export type ListedPage = Pick<Page<unknown>, 'items' | 'nulls' | 'next' | 'pages'> & {
  response: Pick<Page<unknown>['response'], 'requestedAt'>;
};

/**
 * The pages of a list of a repository: of its connection in GraphQL, if the definition has one.
 *
 * @throws what the GitHub client throws; GitHubPermissionError for a connection that GitHub denies.
 */
export function pagesOf(
  { route, connection }: Pick<ListSource, 'route' | 'connection'>,
  view: RepositoryView,
  parameters: Record<string, unknown>,
  options: CallOptions & PageOptions,
): AsyncGenerator<ListedPage, void, undefined> {
  return connection === undefined
    ? view.github.pages(route, parameters, options)
    : connectionPages(connection, view, options);
}

const answer = z.object({ node: z.record(z.string(), z.unknown()).nullable() });
const pageOfConnection = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  edges: z.array(z.unknown()).optional(),
  nodes: z.array(z.unknown()).optional(),
});

async function* connectionPages(
  { name, arguments: given, selection, toListed }: ListConnection,
  { github, repositoryStatus }: RepositoryView,
  { from, ahead: _, isByCursor: __, ...call }: CallOptions & PageOptions,
): AsyncGenerator<ListedPage, void, undefined> {
  const { raw } = requireVisible(await repositoryStatus(call)).seen;
  const query = `query ($id: ID!, $after: String) {
    node(id: $id) {
      ... on Repository {
        ${name}(first: 100, after: $after, ${given}) { pageInfo { hasNextPage endCursor } ${selection} }
      }
    }
  }`;
  for (let after = from?.after ?? null; ; ) {
    const { data, errors, requestedAt } = await github.graphql<unknown>(
      query,
      { id: String(raw.node_id), after },
      call,
    );
    const page = pageOfConnection.safeParse(answer.safeParse(data).data?.node?.[name]).data;
    if (page === undefined) {
      const message = errors[0]?.message ?? `the answer has no ${name}`;
      throw new GitHubPermissionError(message, { status: 403, resource: 'POST /graphql', requestedAt });
    }
    const { pageInfo, edges, nodes } = page;
    const listed = (edges ?? nodes ?? []).map(toListed);
    const items = listed.filter((item) => item !== null);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    const next = after === null ? null : { after };
    yield { items, nulls: listed.length - items.length, next, pages: null, response: { requestedAt } };
    if (after === null) return;
  }
}
