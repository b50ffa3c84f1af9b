import type { CallOptions, GitHub } from '@hubtwin/github';
import type { ParentList, ParentNodes } from '@hubtwin/resources';
import { z } from 'zod';

const page = z.object({
  nodes: z.array(z.unknown()),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

/**
 * Reads all objects of one parent by GraphQL, in pages of a hundred.
 *
 * @param id the node id of the parent.
 * @returns null if GitHub does not return the parent.
 */
export async function readNodePages(
  github: Pick<GitHub, 'graphql'>,
  { parents }: Pick<ParentList, 'parents'>,
  { name, fields, arguments: others = '' }: ParentNodes,
  id: string,
  call: CallOptions,
): Promise<{ nodes: unknown[]; requestedAt: Date } | null> {
  const selected = `${name}(first: 100, after: $after ${others}) { pageInfo { hasNextPage endCursor } nodes { ${fields} } }`;
  const query = `query ($id: ID!, $after: String) {
  node(id: $id) { ${parents.map(({ type }) => `... on ${type} { ${selected} }`).join(' ')} }
}`;
  const nodes: unknown[] = [];
  let begunAt: Date | null = null;
  for (let after: string | null = null; ; ) {
    const answer: { data: unknown; requestedAt: Date } = await github.graphql(query, { id, after }, call);
    begunAt ??= answer.requestedAt;
    const { data } = page.safeParse(Object(Object(Object(answer.data).node)[name]));
    if (data === undefined) return null;
    nodes.push(...data.nodes);
    const { hasNextPage, endCursor } = data.pageInfo;
    if (!hasNextPage || endCursor === null || endCursor === after) return { nodes, requestedAt: begunAt };
    after = endCursor;
  }
}
