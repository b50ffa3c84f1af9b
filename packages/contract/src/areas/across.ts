import { defineRoute } from '../define-route.ts';
import { issueFilters, runFilters } from '../filters.ts';
import { listOf, pageExample } from '../lists.ts';
import { issue, issueExample } from '../schemas/issue.ts';
import { pullRequest, pullRequestExample } from '../schemas/pull-request.ts';
import { workflowRun, workflowRunExample } from '../schemas/workflow-run.ts';

/** Lists across all repositories that the key may see. */
export const across = {
  listAllIssues: defineRoute({
    path: '/api/v1/issues',
    summary: 'Issues of all repositories, the last updated first',
    scope: 'read',
    query: issueFilters,
    response: listOf(issue),
    example: pageExample(issueExample),
  }),
  listAllPullRequests: defineRoute({
    path: '/api/v1/pulls',
    summary: 'Pull requests of all repositories, the last updated first',
    scope: 'read',
    query: issueFilters,
    response: listOf(pullRequest),
    example: pageExample(pullRequestExample),
  }),
  listAllWorkflowRuns: defineRoute({
    path: '/api/v1/runs',
    summary: 'Workflow runs of all repositories, the newest first',
    scope: 'read',
    query: runFilters,
    response: listOf(workflowRun),
    example: pageExample(workflowRunExample),
  }),
};
