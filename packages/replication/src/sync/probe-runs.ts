import { type Database, findRuns, type KnownRun, requestRefetch } from '@hubtwin/database';
import { workflowRuns } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';

/** The progress of a run, in its check suite. */
export const suiteFields = 'status conclusion workflowRun { databaseId updatedAt }';

/**
 * The check suites of commits with runs that no push announces: schedules, dispatches and reruns. For the default
 * branch, the branches with the newest commits, and open pull requests.
 */
export const runsOfHeads = {
  selection: `
      defaultBranchRef { target { ...suites } }
      newestRefs: refs(refPrefix: "refs/heads/", first: 8, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
        nodes { target { ...suites } }
      }
      openPullRequests: pullRequests(first: 4, states: OPEN, orderBy: { field: UPDATED_AT, direction: DESC }) {
        nodes { commits(last: 1) { nodes { commit { ...suites } } } }
      }`,
  fragment: `
fragment suites on Commit { checkSuites(last: 10) { nodes { ${suiteFields} } } }`,
};

export const suite = z.object({
  status: z.string(),
  conclusion: z.string().nullable(),
  workflowRun: z.object({ databaseId: z.int().nullable(), updatedAt: z.iso.datetime() }).nullable(),
});
const commit = z.object({ checkSuites: z.object({ nodes: z.array(suite.nullable()) }).nullish() }).nullish();
const shape = z.object({
  defaultBranchRef: z.object({ target: commit }).nullable(),
  newestRefs: z.object({ nodes: z.array(z.object({ target: commit }).nullable()) }).nullable(),
  openPullRequests: z.object({
    nodes: z.array(
      z.object({ commits: z.object({ nodes: z.array(z.object({ commit }).nullable()) }) }).nullable(),
    ),
  }),
});

/** A run in GitHub's check suites, in the terms of REST. */
interface ShownRun {
  id: number;
  status: string;
  conclusion: string | null;
  updatedAt: Date;
}

/** Null if the suite belongs to another app. */
export function toShownRun({ status, conclusion, workflowRun }: z.infer<typeof suite>): ShownRun | null {
  const { databaseId: id = null, updatedAt = '' } = workflowRun ?? {};
  if (id === null) return null;
  return {
    id,
    status: status.toLowerCase(),
    conclusion: conclusion?.toLowerCase() ?? null,
    updatedAt: new Date(updatedAt),
  };
}

/** The runs of a repository in the probe's answer; empty if it contains none. */
function shownRuns(node: unknown): ShownRun[] {
  const { data } = shape.safeParse(node);
  if (data === undefined) return [];
  const commits = [
    data.defaultBranchRef?.target,
    ...(data.newestRefs?.nodes ?? []).map((ref) => ref?.target),
    ...data.openPullRequests.nodes.flatMap((pull) => (pull?.commits.nodes ?? []).map((each) => each?.commit)),
  ];
  const suites = commits.flatMap((each) => each?.checkSuites?.nodes ?? []);
  const runs = suites.flatMap((each) => (each === null ? [] : (toShownRun(each) ?? [])));
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}

/** GitHub updates a run and its check suite one after the other. */
const toleranceMs = 5_000;

/** Whether the stored run equals GitHub's. */
export const isSameRun = (ours: KnownRun, theirs: ShownRun): boolean => {
  const [isOurEnd, isTheirEnd] = [ours, theirs].map(({ status }) => status === 'completed');
  if (!isOurEnd && !isTheirEnd && ours.status !== theirs.status) return false;
  const isLater = theirs.updatedAt.getTime() > (ours.updatedAt?.getTime() ?? 0) + toleranceMs;
  return isOurEnd === isTheirEnd && (!isTheirEnd || ours.conclusion === theirs.conclusion) && !isLater;
};

/**
 * Finds the repositories with runs that are missing in the twin or differ. Existing ones are fetched: a list contains
 * only the newest.
 *
 * @param nodes the probe's answers for repositories, by id.
 */
export async function findDriftedRuns(
  database: Kysely<Database>,
  nodes: ReadonlyMap<number, unknown>,
): Promise<Set<number>> {
  const shown = [...nodes].flatMap(([repositoryId, node]) =>
    shownRuns(node).map((run) => ({ repositoryId, run })),
  );
  const known = await findRuns(
    database,
    shown.map(({ run }) => run.id),
  );
  const drifted = shown.filter(({ run }) => {
    const ours = known.get(run.id);
    return ours === undefined || !isSameRun(ours, run);
  });
  const stored = drifted.map(({ run }) => run.id).filter((id) => known.has(id));
  await requestRefetch(database, workflowRuns, stored);
  return new Set(drifted.map(({ repositoryId }) => repositoryId));
}
