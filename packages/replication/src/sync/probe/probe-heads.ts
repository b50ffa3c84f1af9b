import { z } from 'zod';
import { detailedHeadFields, headFields } from '../../fetch/heads-of.ts';
import { commitsIn } from './head-commits.ts';
import type { ProbePart } from './probe-part.ts';
import { settleHeads } from './settle-heads.ts';

/** The checks of the default branch, of the branches with the newest commits, and of the last changed pull requests. */
export const probeHeads: ProbePart = {
  // The commits are those of the runs.
  selection: '',
  fragment: `
fragment head on Commit { ${headFields} }
fragment detailedHead on Commit { ${detailedHeadFields} }`,
  // Without permission for checks, there are none.
  schema: z.unknown(),
  compare: async ({ database, repositories }) =>
    await settleHeads(
      database,
      repositories.flatMap(({ ours, node }) =>
        commitsIn(node).map((commit) => ({ repositoryId: ours.id, sha: commit.oid, node: commit })),
      ),
    ),
};
