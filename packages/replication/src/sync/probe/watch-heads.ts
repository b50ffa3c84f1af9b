import { findOpenHeads } from '@hubtwin/database';
import { z } from 'zod';
import { detailedHeadFields } from '../../fetch/heads-of.ts';
import type { WatchedPart } from './probe-part.ts';
import { settleHeads } from './settle-heads.ts';

/** Maximum of open pull requests in a pass, for each hundred repositories; the next pass continues. */
const maxHeads = 500;

const pull = z.object({
  commits: z.object({ nodes: z.array(z.object({ commit: z.looseObject({ oid: z.string() }) }).nullable()) }),
});

/** The checks of the heads of open pull requests, which a repository may have many of. */
export const watchHeads: WatchedPart<number> = {
  name: 'heads',
  selection: `... on PullRequest { commits(last: 1) { nodes { commit { ${detailedHeadFields} } } } }`,
  position: z.int(),
  async choose(database, repositoryIds, after) {
    const nodes = await findOpenHeads(database, { repositoryIds, after: after ?? 0, limit: maxHeads });
    return { nodes, next: nodes.length < maxHeads ? null : (nodes.at(-1)?.id ?? null) };
  },
  compare: async (database, answered) =>
    await settleHeads(
      database,
      answered.flatMap(({ repositoryId, node }) =>
        (pull.safeParse(node).data?.commits.nodes ?? []).flatMap((each) =>
          each === null ? [] : [{ repositoryId, sha: each.commit.oid, node: each.commit }],
        ),
      ),
    ),
};
