import { type ChangedParent, findChangedParents, markChildrenPending } from '@hubtwin/database';
import type { ParentList, Probe, ProbeTimes } from '@hubtwin/resources';
import { z } from 'zod';
import type { OfParents } from '../../fetch/parents-of.ts';
import type { WatchedNode, WatchedPart } from './probe-part.ts';

/** Maximum of parents that a probe of a hundred repositories compares; the next one continues. */
const maxParents = 300;

const connection = z.object({ totalCount: z.int32(), nodes: z.array(z.unknown()) });

/**
 * Compares the objects of each parent that changed since the last probe, such as the comments of an issue: of several
 * changes, any delivery may be lost. Where they differ, the list of the parent is read.
 */
export function watchParents({ definition: { name }, byParent, children }: OfParents): WatchedPart<number> {
  const { probe, parents, within } = byParent;
  const own = `${probe.connection} { totalCount nodes { ${probe.fields} } }`;
  const selected =
    within === undefined ? own : `${within.name}(${within.arguments}) { totalCount nodes { ${own} } }`;
  return {
    name,
    selection: parents.map(({ type }) => `... on ${type} { ${selected} }`).join('\n    '),
    shows: { resource: name },
    position: z.int(),
    async choose(database, repositoryIds, after) {
      const limit = maxParents;
      const found = await findChangedParents(database, { children, probe, repositoryIds, after, limit });
      const nodes = found.parents.map(
        (parent): WatchedNode => ({
          ...{ id: parent.number, repositoryId: parent.repositoryId, nodeId: parent.nodeId },
          differs: (node, times) => differs(byParent, parent, { node, times }),
        }),
      );
      return { nodes, next: found.next };
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

function differs(
  { probe, within }: ParentList,
  { count, newest }: ChangedParent,
  { node, times }: { node: unknown; times: ProbeTimes },
): boolean {
  const found = within === undefined ? connectionIn(node, probe) : connectionsIn(node, within, probe);
  if (found === undefined) return false;
  if (found.totalCount !== null && found.totalCount !== count) return true;
  const stored = new Map(newest.map(({ key, ...values }) => [key, values]));
  return found.nodes.some((each) => {
    const theirs = probe.read(each);
    if (theirs?.key == null) return false;
    const ours = stored.get(theirs.key);
    return ours === undefined || theirs.differs(ours, times);
  });
}

/** The objects of a connection; `totalCount` is null if it is unknown. */
interface Connected {
  totalCount: number | null;
  nodes: unknown[];
}

const connectionIn = (node: unknown, { name }: { name: string }): Connected | undefined =>
  connection.safeParse(Object(node)[name]).data;

/** The objects of the connections of all objects of a connection. */
function connectionsIn(node: unknown, outer: { name: string }, inner: Probe): Connected | undefined {
  const found = connectionIn(node, outer);
  if (found === undefined) return undefined;
  const each = found.nodes.flatMap((one) => connectionIn(one, inner) ?? []);
  const isAll = each.length === found.totalCount;
  return {
    totalCount: isAll ? each.reduce((sum, { totalCount }) => sum + (totalCount ?? 0), 0) : null,
    nodes: each.flatMap(({ nodes }) => nodes),
  };
}
