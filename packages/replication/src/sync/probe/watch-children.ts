import { findWatchedChildren, markChildrenPending } from '@hubtwin/database';
import { z } from 'zod';
import type { OfParents } from '../../fetch/parents-of.ts';
import type { WatchedNode, WatchedPart } from './probe-part.ts';

/**
 * Compares objects whose changes nothing of their parent shows, such as the state of a thread; null: the definition has
 * none. Where one differs, the list of its parent is read.
 */
export function watchChildren({ definition, byParent, children }: OfParents): WatchedPart<string> | null {
  const { watched, probe } = byParent;
  if (watched === undefined) return null;
  const { name } = definition;
  return {
    // The comparison of their parents has the name of the resource.
    name: `${name}_watched`,
    selection: `... on ${watched.type} { ${probe.fields} }`,
    shows: { resource: name },
    position: z.string(),
    async choose(database, repositoryIds, after) {
      const options = { children, probe, watched, repositoryIds, after };
      const found = await findWatchedChildren(database, options);
      const nodes = found.map(
        ({ number, repositoryId, nodeId, values }): WatchedNode => ({
          ...{ id: number, repositoryId, nodeId },
          differs: (node, times) => probe.read(node)?.differs(values, times) === true,
        }),
      );
      return { nodes, next: found.length < watched.limit ? null : (found.at(-1)?.id ?? null) };
    },
    async settle(database, differing) {
      const byRepository = Map.groupBy(differing, ({ repositoryId }) => repositoryId);
      for (const [repositoryId, nodes] of byRepository) {
        const numbers = nodes.map(({ id }) => id);
        await markChildrenPending(database, { repositoryId, resource: name }, numbers, 'part');
      }
    },
  };
}
