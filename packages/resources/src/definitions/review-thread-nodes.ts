import { z } from 'zod';
import type { ParentNodes } from '../definition.ts';
import { accountFromNode, accountNode, userSelection } from './account-from-node.ts';

const thread = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  path: z.string(),
  line: z.int32().nullable(),
  diffSide: z.string(),
  resolvedBy: accountNode.nullable(),
  comments: z.object({ nodes: z.array(z.object({ fullDatabaseId: z.string() })) }),
});

/** The threads of a pull request, in the format of REST, which has none. Few have more than twenty. */
export const reviewThreadNodes: ParentNodes = {
  name: 'reviewThreads',
  first: 20,
  fields: `id isResolved isOutdated path line diffSide resolvedBy { ${userSelection} }
    comments(first: 1) { nodes { fullDatabaseId } }`,
  toListed(node, { number, repositoryUrl }) {
    const { data } = thread.safeParse(node);
    if (data === undefined) return null;
    const { id, path, line, resolvedBy, comments } = data;
    const api = repositoryUrl.replace(/\/repos\/[^/]+\/[^/]+$/, '');
    return {
      id,
      node_id: id,
      pull_number: number,
      resolved: data.isResolved,
      outdated: data.isOutdated,
      path,
      line,
      side: data.diffSide,
      resolved_by: resolvedBy && accountFromNode(resolvedBy, api),
      comment_id: Number(comments.nodes[0]?.fullDatabaseId) || null,
    };
  },
};
