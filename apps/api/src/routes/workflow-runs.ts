import { contract } from '@hubtwin/contract';
import { sql } from 'kysely';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { cachedRoute } from '../http/cached-route.ts';
import { ProblemError } from '../problem-error.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItemWithRaw } from '../queries/source.ts';
import { workflowRuns } from '../queries/workflow-runs.ts';

export const listWorkflowRuns = cachedRepositoryRoute(
  contract.listWorkflowRuns,
  { resource: 'workflows', shows: ['workflow_runs'] },
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, workflowRuns, { within: { repositoryId }, filters, limit, cursor }),
  }),
);

export const listAllWorkflowRuns = cachedRoute(
  contract.listAllWorkflowRuns,
  { resource: 'workflows', shows: ['workflow_runs'] },
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, workflowRuns, { within: access, filters, limit, cursor }),
  }),
);

export const getWorkflowRun = cachedRepositoryRoute(
  contract.getWorkflowRun,
  { resource: 'workflows', shows: ['workflow_runs'] },
  async ({ params: { id }, repositoryId }, { database }) => {
    const condition = sql`t.id = ${id} and t.repository_id = ${repositoryId} and t.deleted_at is null`;
    const body = await selectItemWithRaw(database, workflowRuns, condition);
    if (body === undefined) throw new ProblemError('not_found', 'There is no such workflow run.');
    return { body };
  },
);
