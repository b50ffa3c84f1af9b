import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, partial, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import {
  account,
  address,
  boolean,
  group,
  id,
  integer,
  logins,
  milestone,
  names,
  slugs,
  text,
  time,
} from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import { pick } from '../pick.ts';
import type { ProbedRow } from '../probe.ts';
import { pullRequest as shape } from '../stored/shapes/pull-request.ts';
import { conversation, conversationProbe } from './conversation-probe.ts';
import { accountExample, parentExample, shaExample, timeExample } from './examples.ts';
import { issueFilters, issueOrder, milestoneFilter } from './issue-filters.ts';

const fields = {
  id: id(279_147_437),
  number: integer(1348),
  title: text('Fix the bug'),
  body: text('Closes #1347'),
  state: text('open', { description: '`open` or `closed`.' }),
  draft: boolean(false),
  locked: boolean(false),
  merged: boolean(false),
  user: account('author', accountExample),
  assignees: logins(['octocat']),
  requested_reviewers: logins(['hubot']),
  requested_teams: slugs(['justice-league']),
  labels: names(['bug'], { description: 'Names.' }),
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
  html_url: address('{web}/pull/{number}', 'https://github.com/octo-org/octo-repo/pull/1348'),
  created_at: time('2026-02-01T09:00:00.000Z'),
  updated_at: time(timeExample),
  closed_at: time(null),
  merged_at: time(null),
};

const githubPullRequest = objectOf(fields);

/** What the issue of a pull request shows of it, except for its end, which has keys that an issue lacks. */
const ofIssue = {
  title: fields.title,
  body: fields.body,
  draft: fields.draft,
  locked: fields.locked,
  assignees: fields.assignees,
  labels: fields.labels,
  milestone: fields.milestone,
  comments: fields.comments,
  updated_at: fields.updated_at,
};
const shared = [...Object.keys(ofIssue), 'assignee', 'active_lock_reason'];

const commented = objectOf({ number: fields.number, ...ofIssue }, { pull_request: z.unknown().optional() });

const seen = on({ pull_request: githubPullRequest }, ({ pull_request }) => [whole(pull_request)]);

export const pullRequests = defineResource({
  name: 'pull_requests',
  permission: 'pull_requests',
  inRepository: true,
  // GitHub sends events for them, but not for the pull requests that embed them.
  embeds: [
    { key: 'labels', table: 'labels', column: 'labels', shows: 'name' },
    { key: 'milestone', table: 'milestones', column: 'milestone_number', shows: 'title' },
  ],
  account: { id: 'author_id', login: 'author_login' },
  fields,
  shape,
  schema: githubPullRequest,
  drift: { probe: ['objects'] },
  probe: conversationProbe({
    name: 'pullRequests',
    fields: 'headRefOid baseRefName reviewRequests { totalCount }',
    schema: conversation.extend({
      headRefOid: z.string(),
      baseRefName: z.string(),
      reviewRequests: z.object({ totalCount: z.int32() }).nullable(),
    }),
    columns: ['head_sha', 'base_ref', 'requested_reviewers', 'requested_teams'],
    differs: (ours, { state, headRefOid, baseRefName, reviewRequests }) =>
      ours.head_sha !== headRefOid ||
      ours.base_ref !== baseRefName ||
      (reviewRequests !== null && state === 'OPEN' && countRequests(ours) !== reviewRequests.totalCount),
  }),
  clock: (pull) => toClock(pull.updated_at),
  // A merge is final.
  rank: (pull) => (pull.merged_at ? '1' : ''),
  progress: (pull) => [
    pull.commits,
    (pull.comments ?? 0) + (pull.review_comments ?? 0),
    pull.state === 'closed' ? 1 : 0,
    [pull.labels, pull.assignees, pull.requested_reviewers, pull.requested_teams].reduce(
      (sum, list) => sum + (list?.length ?? 0),
      0,
    ),
  ],
  // Lists contain `merged_at`, but not `merged`.
  columns: ({ merged, merged_at }) => ({ merged: merged_at === undefined ? merged : merged_at !== null }),
  changes: [
    'state',
    'merged',
    'draft',
    'title',
    'labels',
    'assignees',
    'requested_reviewers',
    'requested_teams',
    'milestone_number',
    'head_sha',
    'base_ref',
  ],
  list: {
    route: 'GET /repos/{owner}/{repo}/pulls',
    feature: 'has_pull_requests',
    query: { state: 'all' },
    counted: ['pullRequests'],
    // Uncertain objects changed recently.
    covers: () => ({ sort: 'updated', direction: 'desc' }),
    coversFrom: 2,
    details: ['comments', 'review_comments', 'commits', 'additions', 'deletions', 'changed_files'],
    cursorColumn: 'updated_at',
    whole: { sort: 'created', direction: 'asc' },
    // GitHub does not support `since` here.
    changedSince: () => ({ sort: 'updated', direction: 'desc' }),
    newestFirst: true,
    complete: true,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    parameters: ({ number }) => (typeof number === 'number' ? { pull_number: number } : null),
  },
  events: {
    pull_request: seen,
    // A comment changes its pull request, which the event embeds as an issue. That has the time of the comment, which
    // would hide a lost event about the pull request from a probe: so all that it shows is used.
    issue_comment: on({ issue: commented }, ({ issue }) => {
      const { pull_request, number } = issue;
      if (pull_request == null || number == null) return [];
      return [{ ...partial(pick(issue, shared)), identifiedBy: { number }, isRestUnchanged: true }];
    }),
    pull_request_review: seen,
    pull_request_review_comment: seen,
    pull_request_review_thread: seen,
  },
  shown: {
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
      reviewer: {
        is: 'including',
        column: 'requested_reviewers',
        description: 'Login of a requested reviewer, case-insensitive; `none`: without one; `*`: with any.',
      },
      team: {
        is: 'including',
        column: 'requested_teams',
        description: 'Slug of a team whose review is requested; `none`: without one; `*`: with any.',
      },
      requested_reviewer: {
        is: 'including',
        column: 'requested_reviewers',
        description: 'The same as `reviewer`: the name of the field.',
      },
    },
    repositoryFilters: milestoneFilter,
    ...issueOrder,
  },
});

/** The number of requested reviewers and teams. */
const countRequests = ({ requested_reviewers: people, requested_teams: teams }: ProbedRow): number =>
  [people, teams].reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
