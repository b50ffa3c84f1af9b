import type { Database } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Countable } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { createNodeQuery } from '../fetch/query-nodes.ts';
import { openRepositoryViews } from '../fetch/repository-views.ts';
import { isOfListAlone } from '../sync/is-of-list-alone.ts';
import { estimateHeadLists, headSample, sampledHeads } from './estimate-head-lists.ts';
import { imported } from './imported.ts';

const fields = `... on Repository {
      databaseId
      issues { totalCount }
      pullRequests { totalCount }
      branches: refs(refPrefix: "refs/heads/") { totalCount }
      tags: refs(refPrefix: "refs/tags/") { totalCount }
      labels { totalCount }
      milestones { totalCount }
      releases { totalCount }
      defaultBranchRef { target { ... on Commit { history { totalCount } } } }
      ${sampledHeads}
    }`;

const counted = z.object({ totalCount: z.int32() }).nullable();
const sized = z.object({
  databaseId: z.int(),
  issues: counted,
  pullRequests: counted,
  branches: counted,
  tags: counted,
  labels: counted,
  milestones: counted,
  releases: counted,
  ...headSample.shape,
  defaultBranchRef: z
    .object({ target: z.object({ history: z.object({ totalCount: z.int32() }).optional() }).nullable() })
    .nullable(),
});
const perPage = 100;

/**
 * Estimates the cost of importing repositories, from GitHub's own counts: a hundred repositories in one GraphQL
 * query. Lists that GraphQL does not count, such as runs, are assumed to have one page.
 *
 * @returns pages of lists by id of the repository, without those that are unknown.
 * @throws errors that affect every request, such as an exhausted budget.
 */
export async function estimateImport(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  repositoryIds: readonly number[],
  call: CallOptions,
): Promise<Map<number, number>> {
  const rows = await database
    .selectFrom('repositories')
    .select(['id', 'node_id'])
    .where('id', 'in', [0, ...repositoryIds])
    .where('node_id', 'is not', null)
    .execute();
  const nodeIds = new Map(rows.map(({ id, node_id }) => [id, node_id ?? '']));
  const views = await openRepositoryViews({ database, github }, [...nodeIds.keys()]);
  const pages = new Map<number, number>();
  const byAsker = Map.groupBy(
    views.values(),
    ({ ownToken, installationId }) => ownToken?.fingerprint ?? installationId,
  );
  const query = createNodeQuery({ fields });
  for (const group of byAsker.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const ids = group.map(({ repositoryId }) => nodeIds.get(repositoryId) ?? '');
    try {
      for (const { node } of await query(first.github, ids, call)) {
        const found = sized.safeParse(node);
        if (found.success) pages.set(found.data.databaseId, pagesOf(found.data));
      }
    } catch (error) {
      // Errors of a single credential are left to the imports themselves.
      if (call.signal?.aborted === true || !isOfListAlone(error)) throw error;
    }
  }
  return pages;
}

function pagesOf(node: z.infer<typeof sized>): number {
  const sizes: Record<Countable, number> = {
    issues: node.issues?.totalCount ?? 0,
    pullRequests: node.pullRequests?.totalCount ?? 0,
    branches: node.branches?.totalCount ?? 0,
    tags: node.tags?.totalCount ?? 0,
    labels: node.labels?.totalCount ?? 0,
    milestones: node.milestones?.totalCount ?? 0,
    releases: node.releases?.totalCount ?? 0,
    commits: node.defaultBranchRef?.target?.history?.totalCount ?? 0,
  };
  // What GraphQL returns for many parents at once are no pages.
  const paged = imported.filter(
    ({ list }) =>
      list.byParent?.nodes === undefined && list.byParent?.isOnlyList !== true && list.ofHeads === undefined,
  );
  const lists = paged.map(({ list }) =>
    Math.max(1, Math.ceil((list.counted ?? []).reduce((sum, name) => sum + sizes[name], 0) / perPage)),
  );
  return lists.reduce((sum, count) => sum + count, estimateHeadLists(node, sizes.branches));
}
