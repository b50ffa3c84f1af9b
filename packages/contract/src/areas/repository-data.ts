import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { issueFilters, milestoneFilters, runFilters, runnerFilters } from '../filters.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { id, integer, repositoryParams, text } from '../parameters.ts';
import { branch, branchExample } from '../schemas/branch.ts';
import { commit, commitExample, commitWithRaw } from '../schemas/commit.ts';
import { contributor, contributorExample } from '../schemas/contributor.ts';
import { issue, issueExample, issueWithRaw } from '../schemas/issue.ts';
import { label, labelExample } from '../schemas/label.ts';
import { milestone, milestoneExample } from '../schemas/milestone.ts';
import { pullRequest, pullRequestExample, pullRequestWithRaw } from '../schemas/pull-request.ts';
import { release, releaseExample } from '../schemas/release.ts';
import { repositoryStats, repositoryStatsExample } from '../schemas/repository-stats.ts';
import { runner, runnerExample } from '../schemas/runner.ts';
import { workflow, workflowExample } from '../schemas/workflow.ts';
import { workflowJob, workflowJobExample } from '../schemas/workflow-job.ts';
import { workflowRun, workflowRunExample, workflowRunWithRaw } from '../schemas/workflow-run.ts';

const repository = '/api/v1/repositories/{owner}/{repo}';
const every = {
  scope: 'read',
  limitedKeys: 'bounded',
  params: repositoryParams,
  problems: [404],
} as const;

const sha = z.string().regex(/^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/, 'must be a whole commit hash');
const withSha = repositoryParams.extend({ sha: sha.meta({ example: commitExample.sha }) });
/** The greatest value of the column. */
const number = integer({ min: 1, max: 2_147_483_647 }).describe('Number within the repository.');
const withNumber = repositoryParams.extend({ number });
const withRun = repositoryParams.extend({ id: id.describe('Id of the run.') });

/** What is mirrored of one repository. */
export const repositoryData = {
  listBranches: defineRoute({
    ...every,
    path: `${repository}/branches`,
    summary: 'Branches, by name',
    query: paging,
    response: listOf(branch),
    example: pageExample(branchExample),
  }),
  listCommits: defineRoute({
    ...every,
    path: `${repository}/commits`,
    summary: 'Commits of all branches, the newest first',
    query: paging.extend({
      author: text().optional().describe('Login of the author, as GitHub writes it.'),
    }),
    response: listOf(commit),
    example: pageExample(commitExample),
  }),
  getCommit: defineRoute({
    ...every,
    path: `${repository}/commits/{sha}`,
    summary: 'One commit',
    params: withSha,
    response: commitWithRaw,
    example: { ...commitExample, raw: { sha: commitExample.sha } },
  }),
  listPullRequests: defineRoute({
    ...every,
    path: `${repository}/pulls`,
    summary: 'Pull requests, by default the last updated first',
    query: issueFilters,
    response: listOf(pullRequest),
    example: pageExample(pullRequestExample),
  }),
  getPullRequest: defineRoute({
    ...every,
    path: `${repository}/pulls/{number}`,
    summary: 'One pull request',
    params: withNumber,
    response: pullRequestWithRaw,
    example: { ...pullRequestExample, raw: { id: pullRequestExample.id } },
  }),
  listIssues: defineRoute({
    ...every,
    path: `${repository}/issues`,
    summary: 'Issues without pull requests, by default the last updated first',
    query: issueFilters,
    response: listOf(issue),
    example: pageExample(issueExample),
  }),
  getIssue: defineRoute({
    ...every,
    path: `${repository}/issues/{number}`,
    summary: 'One issue',
    params: withNumber,
    response: issueWithRaw,
    problems: [404, 410],
    example: { ...issueExample, raw: { id: issueExample.id } },
  }),
  listLabels: defineRoute({
    ...every,
    path: `${repository}/labels`,
    summary: 'Labels, by name',
    query: paging,
    response: listOf(label),
    example: pageExample(labelExample),
  }),
  listMilestones: defineRoute({
    ...every,
    path: `${repository}/milestones`,
    summary: 'Milestones, by number',
    query: milestoneFilters,
    response: listOf(milestone),
    example: pageExample(milestoneExample),
  }),
  listContributors: defineRoute({
    ...every,
    path: `${repository}/contributors`,
    summary: 'Contributors to the default branch, who contributed most first',
    query: paging,
    response: listOf(contributor),
    example: pageExample(contributorExample),
  }),
  listReleases: defineRoute({
    ...every,
    path: `${repository}/releases`,
    summary: 'Releases, the newest first',
    query: paging,
    response: listOf(release),
    example: pageExample(releaseExample),
  }),
  listWorkflows: defineRoute({
    ...every,
    path: `${repository}/workflows`,
    summary: 'Workflows, the oldest first',
    query: paging,
    response: listOf(workflow),
    example: pageExample(workflowExample),
  }),
  listWorkflowRuns: defineRoute({
    ...every,
    path: `${repository}/runs`,
    summary: 'Workflow runs, the newest first',
    query: runFilters,
    response: listOf(workflowRun),
    example: pageExample(workflowRunExample),
  }),
  getWorkflowRun: defineRoute({
    ...every,
    path: `${repository}/runs/{id}`,
    summary: 'One workflow run',
    params: withRun,
    response: workflowRunWithRaw,
    example: { ...workflowRunExample, raw: { id: workflowRunExample.id } },
  }),
  listWorkflowJobs: defineRoute({
    ...every,
    path: `${repository}/runs/{id}/jobs`,
    summary: 'Jobs of all attempts of a run',
    description:
      'Of runs that ended before the twin knew their repository it has none: the first who asks has them fetched, and finds them a moment later.',
    params: withRun,
    query: paging,
    response: listOf(workflowJob).extend({
      complete: z.boolean().describe('False: none are known yet, and GitHub is being asked for them.'),
    }),
    example: { ...pageExample(workflowJobExample), complete: true },
  }),
  listRunners: defineRoute({
    ...every,
    path: `${repository}/runners`,
    summary: 'Self-hosted runners of the repository, and those that its jobs ran on',
    query: runnerFilters,
    response: listOf(runner),
    example: pageExample(runnerExample),
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
