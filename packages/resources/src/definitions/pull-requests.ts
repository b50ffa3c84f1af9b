import { account, boolean, group, id, integer, milestone, text, texts, time } from '../field.ts';
import type { Representation } from '../representation.ts';
import { accountExample, parentExample, shaExample, timeExample } from './examples.ts';
import { issueFilters, issueOrder, milestoneFilter } from './issue-filters.ts';

export const pullRequests: Representation = {
  resources: ['pull_requests'],
  table: 'pull_requests',
  schema: 'PullRequest',
  noun: 'pull request',
  path: 'pulls',
  cachedAs: 'pulls',
  list: { operation: 'listPullRequests', summary: 'Pull requests, by default last updated first' },
  across: {
    operation: 'listAllPullRequests',
    summary: 'Pull requests of all repositories, by default last updated first',
  },
  item: { operation: 'getPullRequest', parameter: 'number', type: 'number', column: 'number' },
  fields: {
    id: id({ example: 279_147_437 }),
    number: integer(1348),
    title: text('Fix the bug'),
    body: text('Closes #1347'),
    state: text('open', { description: '`open` or `closed`.' }),
    draft: boolean(false),
    locked: boolean(false),
    merged: boolean(false),
    user: account('author', accountExample),
    assignees: texts(['octocat'], { description: 'Logins.' }),
    requested_reviewers: texts(['hubot'], { description: 'Logins.' }),
    labels: texts(['bug'], { description: 'Names.' }),
    milestone: milestone(null),
    head: group({
      ref: text('fix-the-bug', { column: 'head_ref' }),
      sha: text(shaExample, { column: 'head_sha' }),
    }),
    base: group({
      ref: text('main', { column: 'base_ref' }),
      sha: text(parentExample, { column: 'base_sha' }),
    }),
    merge_commit_sha: text(null),
    commits: integer(1),
    additions: integer(104),
    deletions: integer(4),
    changed_files: integer(3),
    comments: integer(0),
    review_comments: integer(0),
    html_url: text('https://github.com/octo-org/octo-repo/pull/1348'),
    created_at: time('2026-02-01T09:00:00.000Z'),
    updated_at: time(timeExample),
    closed_at: time(null),
    merged_at: time(null),
  },
  filters: {
    ...issueFilters,
    base: {
      is: 'equal',
      column: 'base_ref',
      description: 'Name of the base branch.',
    },
    head: {
      is: 'headBranch',
      column: 'head_ref',
      description: 'Name of the head branch, or `owner:name`.',
    },
    requested_reviewer: {
      is: 'including',
      column: 'requested_reviewers',
      description:
        'Login of a requested reviewer, case-insensitive; `none`: without a reviewer; `*`: with any.',
    },
  },
  repositoryFilters: milestoneFilter,
  ...issueOrder,
};
