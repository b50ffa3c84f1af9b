import { z } from 'zod';
import { defineResource, on, partial, whole } from '../define-resource.ts';
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

const end = z.looseObject({ ref: text, sha: text }).nullish();

const githubPullRequest = z.looseObject({
  id: z.number().int(),
  number: int4,
  title: text,
  body: text,
  state: text,
  draft: boolean,
  locked: boolean,
  merged: boolean,
  user: account,
  assignees: accounts,
  requested_reviewers: accounts,
  labels: namedList,
  milestone: z.looseObject({ number: int4 }).nullish(),
  head: end,
  base: end,
  merge_commit_sha: text,
  commits: int4,
  additions: int4,
  deletions: int4,
  changed_files: int4,
  comments: int4,
  review_comments: int4,
  html_url: text,
  created_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
  closed_at: timestamp.nullish(),
  merged_at: timestamp.nullish(),
});

const commented = z.looseObject({
  number: int4,
  comments: int4,
  updated_at: timestamp.nullish(),
  pull_request: z.unknown().optional(),
});

const seen = on({ pull_request: githubPullRequest }, ({ pull_request }) => [whole(pull_request)]);

export const pullRequests = defineResource({
  name: 'pull_requests',
  table: 'pull_requests',
  permission: 'pull_requests',
  key: ['id'],
  inRepository: true,
  // GitHub sends events for them, but not for the pull requests that embed them.
  embeds: [
    { key: 'labels', table: 'labels', column: 'labels', shows: 'name' },
    { key: 'milestone', table: 'milestones', column: 'milestone_number', shows: 'title' },
  ],
  account: { id: 'author_id', login: 'author_login' },
  schema: githubPullRequest,
  clock: (pull) => toClock(pull.updated_at),
  // A merge is final.
  rank: (pull) => (pull.merged_at ? '1' : ''),
  progress: (pull) => [
    pull.commits,
    (pull.comments ?? 0) + (pull.review_comments ?? 0),
    pull.state === 'closed' ? 1 : 0,
    (pull.labels?.length ?? 0) + (pull.assignees?.length ?? 0) + (pull.requested_reviewers?.length ?? 0),
  ],
  columns: (pull) => ({
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    draft: pull.draft,
    locked: pull.locked,
    // Lists contain `merged_at`, but not `merged`.
    merged: pull.merged_at === undefined ? pull.merged : pull.merged_at !== null,
    author_id: pull.user?.id,
    author_login: pull.user?.login,
    assignees: logins(pull.assignees),
    requested_reviewers: logins(pull.requested_reviewers),
    labels: names(pull.labels),
    milestone_number: pull.milestone?.number,
    head_ref: pull.head?.ref,
    head_sha: pull.head?.sha,
    base_ref: pull.base?.ref,
    base_sha: pull.base?.sha,
    merge_commit_sha: pull.merge_commit_sha,
    commits: pull.commits,
    additions: pull.additions,
    deletions: pull.deletions,
    changed_files: pull.changed_files,
    comments: pull.comments,
    review_comments: pull.review_comments,
    html_url: pull.html_url,
    created_at: time(pull.created_at),
    updated_at: time(pull.updated_at),
    closed_at: time(pull.closed_at),
    merged_at: time(pull.merged_at),
  }),
  changes: [
    'state',
    'merged',
    'draft',
    'title',
    'labels',
    'assignees',
    'requested_reviewers',
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
    // A comment changes its pull request, which the event embeds as an issue.
    issue_comment: on({ issue: commented }, ({ issue: { pull_request, number, comments, updated_at } }) =>
      pull_request == null || number == null
        ? []
        : [{ ...partial({ comments, updated_at }), identifiedBy: { number }, isRestUnchanged: true }],
    ),
    pull_request_review: seen,
    pull_request_review_comment: seen,
    pull_request_review_thread: seen,
  },
});
