import { type Database, findWatchedRuns, requestRefetch } from '@hubtwin/database';
import type { CallOptions, GitHub } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { createNodeQuery } from '../fetch/query-nodes.ts';
import { workflowRuns } from '../resources/workflow-runs.ts';
import { isSameRun, suite, suiteFields, toShownRun } from './probe-runs.ts';

const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CheckSuite { ${suiteFields} } } }`;

/** One request a pass. */
const maxRuns = 100;

/**
 * Compares the runs that most likely go on with their check suites: a run on a commit that no branch leads to any more
 * shows nowhere else. Those that differ are fetched again.
 *
 * @returns the repositories that they are in.
 */
export async function watchRuns(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  repositoryIds: readonly number[],
  call: CallOptions,
): Promise<Set<number>> {
  const runs = await findWatchedRuns(database, repositoryIds, maxRuns);
  const ask = createNodeQuery(query, { most: maxRuns });
  const found = await ask(
    view,
    runs.map(({ suiteNodeId }) => suiteNodeId),
    call,
  );
  const drifted = runs.filter((run, at) => {
    const { node = null, errors = [], failure = null } = found[at] ?? {};
    if (failure !== null) return false;
    // Of one that GitHub does not find, the fetch tells whether it is deleted.
    if (node === null) return errors.some(({ type }) => type === 'NOT_FOUND');
    const { data } = suite.safeParse(node);
    const theirs = data === undefined ? null : toShownRun(data);
    return theirs !== null && theirs.id === run.id && !isSameRun(run, theirs);
  });
  await requestRefetch(
    database,
    workflowRuns,
    drifted.map(({ id }) => id),
  );
  return new Set(drifted.map(({ repositoryId }) => repositoryId));
}
