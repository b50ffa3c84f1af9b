import { z } from 'zod';
import { detailedHeadFields, listedByHeads } from '../fetch/heads-of.ts';

const commit = z.looseObject({ oid: z.string() }).nullish().catch(null);
const branch = z.object({ name: z.string(), target: commit }).nullable();
type ShownCommit = z.infer<typeof commit>;

/** The selection of some heads of a repository, and what GitHub returns for it. */
export const sampledHeads = `newestBranches: refs(refPrefix: "refs/heads/", first: 20, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
        nodes { name target { ... on Commit { ${detailedHeadFields} } } }
      }
      defaultBranch: defaultBranchRef { name target { ... on Commit { ${detailedHeadFields} } } }
      openPullRequests: pullRequests(first: 4, states: OPEN, orderBy: { field: UPDATED_AT, direction: DESC }) {
        totalCount nodes { isCrossRepository commits(last: 1) { nodes { commit { ${detailedHeadFields} } } } }
      }`;
export const headSample = z.object({
  newestBranches: z.object({ nodes: z.array(branch) }).nullable(),
  defaultBranch: branch,
  openPullRequests: z
    .object({
      totalCount: z.int32(),
      nodes: z.array(
        z
          .object({
            isCrossRepository: z.boolean(),
            commits: z.object({ nodes: z.array(z.object({ commit }).nullable()) }),
          })
          .nullable(),
      ),
    })
    .nullable(),
});

/**
 * Estimates how many lists of heads an import reads: those that have objects. Of the default branch that is known, of the
 * others it follows from the share among some of them.
 */
export function estimateHeadLists(
  { newestBranches, defaultBranch, openPullRequests }: z.infer<typeof headSample>,
  branches: number,
): number {
  const ofDefault = defaultBranch?.target;
  const others = (newestBranches?.nodes ?? []).filter((ref) => ref?.name !== defaultBranch?.name);
  const ofOthers = others.map((ref) => ref?.target).filter((head) => head?.oid !== ofDefault?.oid);
  const pulls = openPullRequests?.nodes ?? [];
  // The head of another pull request is that of a branch.
  const ofForks = pulls.flatMap((pull) =>
    pull?.isCrossRepository === true ? pull.commits.nodes.map((each) => each?.commit) : [],
  );
  const estimate = (heads: readonly ShownCommit[], sampled: number, total: number) =>
    sampled === 0 ? 0 : (listsOf(heads) * total) / sampled;
  return (
    listsOf([ofDefault]) +
    Math.round(estimate(ofOthers, others.length, branches - 1)) +
    Math.round(estimate(ofForks, pulls.length, openPullRequests?.totalCount ?? 0))
  );
}

/** The number of lists that have objects; a commit that is the head of several branches counts once. */
function listsOf(heads: readonly ShownCommit[]): number {
  const commits = new Map(heads.flatMap((head) => (head == null ? [] : [[head.oid, head]])));
  return listedByHeads.flatMap(({ ofHeads }) =>
    [...commits.values()].filter((head) => ofHeads.differs(head, [])),
  ).length;
}
