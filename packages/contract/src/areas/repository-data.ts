import { shownAs, workflowJobs } from '@hubtwin/resources';
import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { itemOf } from '../mirrored/items.ts';
import { operationsOf } from '../mirrored/mirrored-routes.ts';
import { sha } from '../mirrored/sha.ts';
import { id, repositoryParams } from '../parameters.ts';
import { commitState, commitStateExample } from '../schemas/commit-state.ts';
import { repositoryStats, repositoryStatsExample } from '../schemas/repository-stats.ts';

const repository = '/api/v1/repositories/{owner}/{repo}';
const every = {
  scope: 'read',
  limitedKeys: 'bounded',
  params: repositoryParams,
  problems: [404],
} as const;

const shownJobs = shownAs(workflowJobs);
const job = itemOf(shownJobs);

/** The mirrored objects of one repository. */
export const repositoryData = {
  ...operationsOf(false),
  listWorkflowJobs: defineRoute({
    ...every,
    path: `${repository}/runs/{id}/jobs`,
    summary: shownJobs.list.summary,
    description:
      'A run that ended before its repository was tracked has no jobs yet: the first request fetches them from GitHub, and later requests return them.',
    params: repositoryParams.extend({ id: id.describe('Id of the run.') }),
    query: paging,
    response: listOf(job.schema).extend({
      complete: z.boolean().describe('False: no jobs are known yet, and they are being fetched from GitHub.'),
    }),
    example: { ...pageExample(job.example), complete: true },
  }),
  getCommitState: defineRoute({
    ...every,
    path: `${repository}/commits/{sha}/status`,
    summary: 'Get the state that GitHub combines of the checks of a commit',
    description:
      'Of the last check run of each name and the last status of each context, the worst: `failure`, `error`, `pending` or `success`. Neutral and skipped check runs count as success, every other conclusion as failure.',
    params: repositoryParams.extend({ sha }),
    response: commitState,
    example: commitStateExample,
  }),
  getRepositoryStats: defineRoute({
    ...every,
    path: `${repository}/stats`,
    summary: 'Get activity statistics of a repository',
    description: 'Computed from the mirrored data, over the last 52 weeks unless a field states otherwise.',
    query: z.object({
      branches: z
        .enum(['default', 'all'])
        .default('default')
        .describe(
          'Which commits are counted: those reachable from the head of the default branch, or all that are stored, including those of deleted branches.',
        ),
    }),
    response: repositoryStats,
    example: repositoryStatsExample,
  }),
};
