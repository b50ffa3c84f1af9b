import { findWatchedObjects } from '@hubtwin/database';
import { z } from 'zod';
import type { ProbedResource } from './probe-objects.ts';
import type { WatchedNode, WatchedPart } from './probe-part.ts';

/** The objects of a resource after the first hundred of each repository; null: its definition watches none. */
export function watchObjects({ name, table, probe }: ProbedResource): WatchedPart<number> | null {
  const { watched, fields } = probe;
  if (watched === undefined || fields === null) return null;
  return {
    name,
    selection: `... on ${watched.type} { ${fields} }`,
    shows: { resource: name },
    position: z.int(),
    async choose(database, repositoryIds, after) {
      const objects = await findWatchedObjects(database, { table, probe, watched, repositoryIds, after });
      const nodes = objects.map(
        ({ values, ...object }): WatchedNode => ({
          ...object,
          differs: (node, times) => probe.read(node)?.differs(values, times) === true,
        }),
      );
      return { nodes, next: objects.at(-1)?.id ?? null };
    },
  };
}
