import { defineRoute } from '../define-route.ts';
import { issueFiltersAcross, runFilters, runnerFilters } from '../filters.ts';
import { listOf, pageExample } from '../lists.ts';
import { issue, issueExample } from '../schemas/issue.ts';
import { pullRequest, pullRequestExample } from '../schemas/pull-request.ts';
import { runner, runnerExample } from '../schemas/runner.ts';
import { workflowRun, workflowRunExample } from '../schemas/workflow-run.ts';

/** Lists across all repositories that the key may see. */
export const across = {
  listAllIssues: defineRoute({
    path: '/api/v1/issues',
    summary: 'Issues of all repositories, by default the last updated first',
    scope: 'read',
    limitedKeys: 'bounded',
    query: issueFiltersAcross,
    response: listOf(issue),
    example: pageExample(issueExample),
  }),
  listAllPullRequests: defineRoute({
    path: '/api/v1/pulls',
    summary: 'Pull requests of all repositories, by default the last updated first',
    scope: 'read',
    limitedKeys: 'bounded',
    query: issueFiltersAcross,
    response: listOf(pullRequest),
    example: pageExample(pullRequestExample),
  }),
  listAllWorkflowRuns: defineRoute({
    path: '/api/v1/runs',
    summary: 'Workflow runs of all repositories, the newest first',
    scope: 'read',
    limitedKeys: 'bounded',
    query: runFilters,
    response: listOf(workflowRun),
    example: pageExample(workflowRunExample),
  }),
  listAllRunners: defineRoute({
    path: '/api/v1/runners',
    summary: 'Self-hosted runners of all repositories and organisations, by id',
    description: 'A key that is limited to some repositories sees no runners of organisations.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: runnerFilters,
    response: listOf(runner),
    example: pageExample(runnerExample),
  }),
};
