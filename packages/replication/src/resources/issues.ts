import type { JsonObject } from '@hubtwin/database';
import { z } from 'zod';
import { defineResource, on, whole } from '../define-resource.ts';
import {
  account,
  accounts,
  boolean,
  int4,
  logins,
  namedList,
  names,
  text,
  time,
  timestamp,
  toClock,
} from '../github-types.ts';

const githubIssue = z.looseObject({
  id: z.number().int(),
  number: int4,
  title: text,
  body: text,
  state: text,
  state_reason: text,
  locked: boolean,
  comments: int4,
  user: account,
  assignees: accounts,
  labels: namedList,
  milestone: z.looseObject({ number: int4 }).nullish(),
  html_url: text,
  created_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
  closed_at: timestamp.nullish(),
  pull_request: z.unknown().optional(),
});

/** GitHub's issue events and lists also contain pull requests, under the id of their issue. */
const isPullRequest = ({ pull_request }: JsonObject) => pull_request !== undefined && pull_request !== null;

/** A transferred issue gets another id in another repository. */
const removals = new Set(['deleted', 'transferred']);

export const issues = defineResource({
  name: 'issues',
  table: 'issues',
  permission: 'issues',
  key: ['id'],
  inRepository: true,
  // GitHub sends events for them, but not for the issues that embed them.
  embeds: [
    { key: 'labels', table: 'labels', column: 'labels', shows: 'name' },
    { key: 'milestone', table: 'milestones', column: 'milestone_number', shows: 'title' },
  ],
  account: { id: 'author_id', login: 'author_login' },
  schema: githubIssue,
  clock: (issue) => toClock(issue.updated_at),
  progress: (issue) => [
    issue.comments,
    issue.state === 'closed' ? 1 : 0,
    (issue.labels?.length ?? 0) + (issue.assignees?.length ?? 0),
  ],
  columns: (issue) => ({
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    state_reason: issue.state_reason,
    locked: issue.locked,
    comments: issue.comments,
    author_id: issue.user?.id,
    author_login: issue.user?.login,
    assignees: logins(issue.assignees),
    labels: names(issue.labels),
    milestone_number: issue.milestone?.number,
    html_url: issue.html_url,
    created_at: time(issue.created_at),
    updated_at: time(issue.updated_at),
    closed_at: time(issue.closed_at),
  }),
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
      return [removals.has(action) ? { ...whole(issue), gone: true } : whole(issue)];
    }),
    // A comment changes its issue, which the event embeds: no request needed.
    issue_comment: on({ issue: githubIssue }, ({ issue }) => (isPullRequest(issue) ? [] : [whole(issue)])),
  },
});

/** The time since which all of them have changed. */
function oldestOf(raws: readonly JsonObject[]): string {
  const clocks = raws.map(({ updated_at }) => toClock(updated_at)).filter((clock) => clock !== '');
  return clocks.toSorted()[0] ?? '';
}
