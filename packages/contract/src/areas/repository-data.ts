import { workflowJobs } from '@hubtwin/resources';
import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { itemSchema } from '../mirrored/item-schema.ts';
import { operationsOf } from '../mirrored/mirrored-routes.ts';
import { id, repositoryParams } from '../parameters.ts';
import { repositoryStats, repositoryStatsExample } from '../schemas/repository-stats.ts';

const repository = '/api/v1/repositories/{owner}/{repo}';
const every = {
  scope: 'read',
  limitedKeys: 'bounded',
  params: repositoryParams,
  problems: [404],
} as const;

const job = itemSchema(workflowJobs);

/** What is mirrored of one repository. */
export const repositoryData = {
  ...operationsOf(false),
  listWorkflowJobs: defineRoute({
    ...every,
    path: `${repository}/runs/{id}/jobs`,
    summary: workflowJobs.list.summary,
    description:
      'Of runs that ended before the twin knew their repository it has none: the first request has them fetched, and later ones find them.',
    params: repositoryParams.extend({ id: id.describe('Id of the run.') }),
    query: paging,
    response: listOf(job.schema).extend({
      complete: z.boolean().describe('False: none are known yet, and they are being fetched from GitHub.'),
    }),
    example: { ...pageExample(job.example), complete: true },
  }),
  getRepositoryStats: defineRoute({
    ...every,
    path: `${repository}/stats`,
    summary: 'What goes on in a repository, in numbers',
    description: 'From what is mirrored; of the last 52 weeks where it says nothing else.',
    query: z.object({
      branches: z
        .enum(['default', 'all'])
        .default('default')
        .describe(
          'Whose commits are counted: those that the head of the default branch was made from, or all that the twin has, those of deleted branches among them.',
        ),
    }),
    response: repositoryStats,
    example: repositoryStatsExample,
  }),
};
