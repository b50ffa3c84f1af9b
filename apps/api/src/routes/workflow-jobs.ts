import { contract } from '@hubtwin/contract';
import { sql } from 'kysely';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { ProblemError } from '../problem-error.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem } from '../queries/source.ts';
import { workflowJobs } from '../queries/workflow-jobs.ts';
import { workflowRuns } from '../queries/workflow-runs.ts';

export const listWorkflowJobs = cachedRepositoryRoute(
  contract.listWorkflowJobs,
  { resource: 'jobs', shows: ['workflow_jobs', 'workflow_runs'] },
  async ({ params: { id: runId }, query: { limit, cursor }, repositoryId }, { database }) => {
    const page = { within: { repositoryId }, filters: { runId }, limit, cursor };
    const body = await selectPage(database, workflowJobs, page);
    if (body.data.length > 0) return { body };
    // Jobs may be known before their run is; without either there is no such run.
    const condition = sql`t.id = ${runId} and t.repository_id = ${repositoryId} and t.deleted_at is null`;
    if ((await selectItem(database, workflowRuns, condition)) === undefined) {
      throw new ProblemError('not_found', 'There is no such workflow run.');
    }
    return { body };
  },
);
