import { z } from 'zod';

const commit = z.looseObject({ oid: z.string() }).nullish().catch(null);
const schema = z.object({
  defaultBranchRef: z.object({ target: commit }).nullable(),
  newestRefs: z.object({ nodes: z.array(z.object({ target: commit }).nullable()) }).nullable(),
  openPullRequests: z.object({
    nodes: z.array(
      z.object({ commits: z.object({ nodes: z.array(z.object({ commit }).nullable()) }) }).nullable(),
    ),
  }),
});

/** The heads that a probe shows of each repository, with the fragments of the parts that compare them. */
export const headSelection = `
      defaultBranchRef { target { ...suites ...detailedHead } }
      newestRefs: refs(refPrefix: "refs/heads/", first: 8, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
        nodes { target { ...suites ...head } }
      }
      openPullRequests: pullRequests(first: 3, states: OPEN, orderBy: { field: UPDATED_AT, direction: DESC }) {
        nodes { commits(last: 1) { nodes { commit { ...suites ...head } } } }
      }`;

/** GitHub's commits at these heads, each once. */
export function commitsIn(node: unknown): { oid: string }[] {
  const { data } = schema.safeParse(node);
  if (data === undefined) return [];
  const commits = [
    data.defaultBranchRef?.target,
    ...(data.newestRefs?.nodes ?? []).map((ref) => ref?.target),
    ...data.openPullRequests.nodes.flatMap((pull) => (pull?.commits.nodes ?? []).map((each) => each?.commit)),
  ];
  // The default branch comes first, with more fields.
  const byOid = new Map(commits.toReversed().flatMap((each) => (each == null ? [] : [[each.oid, each]])));
  return [...byOid.values()];
}
