import { findRuns, type KnownRun, requestRefetch } from '@hubtwin/database';
import { workflowRuns } from '@hubtwin/resources';
import { z } from 'zod';
import { commitsIn, headSelection } from './head-commits.ts';
import type { Difference, ProbePart } from './probe-part.ts';

/** The progress of a run, in its check suite. */
export const suiteFields = 'status conclusion workflowRun { databaseId updatedAt }';

export const suite = z.object({
  status: z.string(),
  conclusion: z.string().nullable(),
  workflowRun: z.object({ databaseId: z.int().nullable(), updatedAt: z.iso.datetime() }).nullable(),
});
const commit = z.object({ checkSuites: z.object({ nodes: z.array(suite.nullable()) }).nullish() });

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

function shownRuns(node: unknown): ShownRun[] {
  const suites = commitsIn(node).flatMap((each) => commit.safeParse(each).data?.checkSuites?.nodes ?? []);
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
 * The check suites of commits with runs that no push announces: schedules, dispatches and reruns. For the default
 * branch, the branches with the newest commits, and open pull requests. Stored runs that differ are fetched: a list
 * contains only the newest.
 */
export const probeRuns: ProbePart = {
  selection: headSelection,
  fragment: `
fragment suites on Commit { checkSuites(last: 10) { nodes { ${suiteFields} } } }`,
  // Without permission for checks, there are no suites.
  schema: z.unknown(),
  async compare({ database, repositories }) {
    const shown = repositories.flatMap(({ ours, node }) =>
      shownRuns(node).map((run) => ({ repositoryId: ours.id, run })),
    );
    const known = await findRuns(
      database,
      shown.map(({ run }) => run.id),
    );
    const differing = shown.filter(({ run }) => {
      const ours = known.get(run.id);
      return ours === undefined || !isSameRun(ours, run);
    });
    const stored = differing.map(({ run }) => run.id).filter((id) => known.has(id));
    await requestRefetch(database, workflowRuns, stored);
    const repositoryIds = new Set(differing.map(({ repositoryId }) => repositoryId));
    return [...repositoryIds].map((repositoryId): Difference => ({ repositoryId, of: { signal: 'runs' } }));
  },
};
