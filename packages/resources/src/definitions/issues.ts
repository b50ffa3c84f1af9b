import { account, boolean, id, integer, milestone, text, texts, time } from '../field.ts';
import type { Representation } from '../representation.ts';
import { accountExample, timeExample } from './examples.ts';
import { issueFilters, issueOrder, milestoneFilter } from './issue-filters.ts';

export const issues: Representation = {
  resources: ['issues'],
  table: 'issues',
  schema: 'Issue',
  noun: 'issue',
  path: 'issues',
  cachedAs: 'issues',
  list: {
    operation: 'listIssues',
    summary: 'Issues without pull requests, by default last updated first',
  },
  across: {
    operation: 'listAllIssues',
    summary: 'Issues of all repositories, by default last updated first',
  },
  item: {
    operation: 'getIssue',
    ...{ parameter: 'number', type: 'number', column: 'number', isGoneWhenDeleted: true },
  },
  fields: {
    id: id({ example: 444_500_041 }),
    number: integer(1347),
    title: text('Found a bug'),
    body: text("I'm having a problem with this."),
    state: text('open', { description: '`open` or `closed`.' }),
    state_reason: text(null),
    locked: boolean(false),
    comments: integer(2),
    user: account('author', accountExample),
    assignees: texts(['hubot'], { description: 'Logins.' }),
    labels: texts(['bug'], { description: 'Names.' }),
    milestone: milestone(1),
    html_url: text('https://github.com/octo-org/octo-repo/issues/1347'),
    created_at: time('2026-02-01T09:00:00.000Z'),
    updated_at: time(timeExample),
    closed_at: time(null),
  },
  filters: issueFilters,
  repositoryFilters: milestoneFilter,
  ...issueOrder,
};
