import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import {
  account,
  address,
  boolean,
  id,
  integer,
  logins,
  milestone,
  names,
  text,
  time,
} from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';
import { issue as shape } from '../stored/shapes/issue.ts';
import { conversation, conversationProbe } from './conversation-probe.ts';
import { accountExample, timeExample } from './examples.ts';
import { issueFilters, issueOrder, milestoneFilter } from './issue-filters.ts';

const fields = {
  id: id(444_500_041),
  number: integer(1347),
  title: text('Found a bug'),
  body: text("I'm having a problem with this."),
  state: text('open', { description: '`open` or `closed`.' }),
  state_reason: text(null),
  locked: boolean(false),
  comments: integer(2),
  user: account('author', accountExample),
  assignees: logins(['hubot']),
  labels: names(['bug'], { description: 'Names.' }),
  milestone: milestone(1),
  html_url: address('{web}/issues/{number}', 'https://github.com/octo-org/octo-repo/issues/1347'),
  created_at: time('2026-02-01T09:00:00.000Z'),
  updated_at: time(timeExample),
  closed_at: time(null),
};

const githubIssue = objectOf(fields, { pull_request: z.unknown().optional() });

/** GitHub's issue events and lists also contain pull requests, under the id of their issue. */
const isPullRequest = ({ pull_request }: JsonObject) => pull_request !== undefined && pull_request !== null;

/** A transferred issue gets another id in another repository. */
const removals = new Set(['deleted', 'transferred']);

export const issues = defineResource({
  name: 'issues',
  permission: 'issues',
  inRepository: true,
  // GitHub sends events for them, but not for the issues that embed them.
  embeds: [
    { key: 'labels', table: 'labels', column: 'labels', shows: 'name' },
    { key: 'milestone', table: 'milestones', column: 'milestone_number', shows: 'title' },
  ],
  account: { id: 'author_id', login: 'author_login' },
  fields,
  shape,
  schema: githubIssue,
  drift: { probe: ['objects'] },
  probe: conversationProbe({
    name: 'issues',
    fields: 'comments { totalCount }',
    schema: conversation.extend({ comments: z.object({ totalCount: z.int32() }) }),
    columns: ['comments'],
    isCounted: true,
    differs: (ours, { comments }) => ours.comments !== comments.totalCount,
  }),
  clock: (issue) => toClock(issue.updated_at),
  progress: (issue) => [
    issue.comments,
    issue.state === 'closed' ? 1 : 0,
    (issue.labels?.length ?? 0) + (issue.assignees?.length ?? 0),
  ],
  changes: [
    'state',
    'state_reason',
    'title',
    'labels',
    'assignees',
    'milestone_number',
    'locked',
    'comments',
  ],
  list: {
    route: 'GET /repos/{owner}/{repo}/issues',
    feature: 'has_issues',
    query: { state: 'all' },
    counted: ['issues', 'pullRequests'],
    covers: (raws) => ({ sort: 'updated', direction: 'asc', since: oldestOf(raws) }),
    coversFrom: 2,
    cursorColumn: 'updated_at',
    whole: { sort: 'created', direction: 'asc' },
    changedSince: (since) => ({ sort: 'updated', direction: 'asc', since }),
    complete: true,
    omits: isPullRequest,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
    parameters: ({ number }) => (typeof number === 'number' ? { issue_number: number } : null),
  },
  events: {
    issues: on({ issue: githubIssue }, ({ action, issue }) => {
      if (isPullRequest(issue)) return [];
      return [removals.has(action) ? { ...whole(issue), isDeleted: true } : whole(issue)];
    }),
    // A comment changes its issue, which the event embeds: no request needed.
    issue_comment: on({ issue: githubIssue }, ({ issue }) => (isPullRequest(issue) ? [] : [whole(issue)])),
  },
  shown: {
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
    filters: issueFilters,
    repositoryFilters: milestoneFilter,
    ...issueOrder,
  },
});

/** The time since which all of them have changed. */
function oldestOf(raws: readonly JsonObject[]): string {
  const clocks = raws.map(({ updated_at }) => toClock(updated_at)).filter((clock) => clock !== '');
  return clocks.toSorted()[0] ?? '';
}
