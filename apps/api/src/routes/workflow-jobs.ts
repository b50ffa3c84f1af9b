import { contract } from '@hubtwin/contract';
import { hasCredential } from '@hubtwin/replication';
import { shownAs, workflowJobs } from '@hubtwin/resources';
import { sql } from 'kysely';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import type { RouteContext } from '../http/route.ts';
import { listOf } from '../mirrored/list-of.ts';
import { ProblemError } from '../problem-error.ts';
import { selectPage } from '../queries/select-page.ts';

export const listWorkflowJobs = cachedRepositoryRoute(
  contract.listWorkflowJobs,
  { resource: 'jobs', shows: ['workflow_jobs', 'workflow_runs'] },
  async ({ params: { id: runId }, query: { limit, cursor }, repositoryId }, context) => {
    const { database } = context;
    const order = { sort: 'id', direction: 'asc' } as const;
    const page = { within: { repositoryId }, filters: { ...order, runId }, limit, cursor };
    const body = await selectPage(
      database,
      listOf(shownAs(workflowJobs), order, { more: [sql`t.run_id = ${runId}`] }),
      page,
    );
    if (body.data.length > 0) return { body: { ...body, complete: true } };
    // Jobs may be known before their run; without either the run is unknown.
    const run = await database
      .selectFrom('workflow_runs')
      .select('jobs_fetched_at')
      .where('id', '=', runId)
      .where('repository_id', '=', repositoryId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (run === undefined) throw new ProblemError('not_found', 'There is no such workflow run.');
    const complete = run.jobs_fetched_at !== null;
    if (!complete) await enqueue({ repositoryId, runId }, context);
    return { body: { ...body, complete } };
  },
);

/** If the queue is unavailable, the next request enqueues the fetch. */
async function enqueue(run: { repositoryId: number; runId: number }, context: RouteContext): Promise<void> {
  const { enqueueRunJobs, logger } = context;
  if (!(await hasCredential(context))) return;
  try {
    await enqueueRunJobs(run);
  } catch (error) {
    logger.warn({ err: error, run_id: run.runId }, 'jobs of a run not enqueued');
  }
}
