import { findWatchedRuns, requestRefetch } from '@hubtwin/database';
import { workflowRuns } from '@hubtwin/resources';
import { z } from 'zod';
import type { WatchedNode, WatchedPart } from './probe-part.ts';
import { isSameRun, suite, suiteFields, toShownRun } from './probe-runs.ts';

const place = z.int().nullable();
const position = z.object({ recent: place, all: place });

/** Runs that most likely continue or are rerun, which may be on a commit that no branch includes any more. */
export const watchRuns: WatchedPart<z.infer<typeof position>> = {
  name: workflowRuns.name,
  selection: `... on CheckSuite { ${suiteFields} }`,
  shows: { signal: 'runs' },
  // Their list may not reach them either.
  settle: (database, nodes) =>
    requestRefetch(
      database,
      workflowRuns,
      nodes.map(({ id }) => id),
    ),
  position,
  async choose(database, repositoryIds, at) {
    const { runs, positions } = await findWatchedRuns(
      database,
      repositoryIds,
      at ?? { recent: null, all: null },
    );
    const nodes = runs.map(
      (ours): WatchedNode => ({
        ...{ id: ours.id, repositoryId: ours.repositoryId, nodeId: ours.nodeId },
        differs(node) {
          const { data } = suite.safeParse(node);
          const theirs = data === undefined ? null : toShownRun(data);
          return theirs !== null && theirs.id === ours.id && !isSameRun(ours, theirs);
        },
      }),
    );
    return { nodes, next: positions };
  },
};
