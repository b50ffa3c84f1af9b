import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { type Field, objectOf } from '../field.ts';
import { account, address, computed, id, text, time } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import { issueComment as shape } from '../stored/shapes/issue-comment.ts';
import { commentProbe } from './comment-probe.ts';
import { accountExample, timeExample } from './examples.ts';
import { numberAtEnd } from './number-at-end.ts';
import { byId, byTime } from './sorts.ts';

const issue: Field = {
  ...{ kind: 'reference', column: 'issue_number', key: 'number', type: 'integer', example: { number: 1347 } },
  description: 'The issue or pull request.',
  github: z.unknown(),
  read: () => ({}),
};

const fields = {
  id: id(1_900_000_001),
  issue: computed(issue),
  user: account('author', accountExample),
  author_association: text('COLLABORATOR'),
  body: text('Me too'),
  html_url: address(null, 'https://github.com/octo-org/octo-repo/issues/1347#issuecomment-1900000001'),
  created_at: time(timeExample),
  updated_at: time(timeExample),
};

const githubComment = objectOf(fields, { issue_url: github.text });

/**
 * Comments on issues and pull requests, except for those on lines of code. A change of a comment is also one of its
 * issue, but a later event may show the issue without it: probes compare the comments of issues that changed.
 */
export const issueComments = defineResource({
  name: 'issue_comments',
  permission: 'issues',
  inRepository: true,
  account: { id: 'author_id', login: 'author_login' },
  fields,
  shape,
  schema: githubComment,
  drift: { probe: ['parents'], changesWith: ['issues', 'pull_requests'] },
  clock: (comment) => toClock(comment.updated_at),
  columns: ({ issue_url }) => ({ issue_number: numberAtEnd(issue_url) }),
  changes: ['body'],
  list: {
    route: 'GET /repos/{owner}/{repo}/issues/comments',
    byParent: {
      route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      parameter: 'issue_number',
      column: 'issue_number',
      parents: [
        { resource: 'issues', type: 'Issue', count: 'comments' },
        { resource: 'pull_requests', type: 'PullRequest', count: 'comments' },
      ],
      probe: commentProbe,
    },
    whole: { sort: 'created', direction: 'asc' },
    changedSince: (since) => ({ sort: 'updated', direction: 'asc', since }),
    cursorColumn: 'updated_at',
    complete: true,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { comment_id: id } : null),
  },
  events: {
    issue_comment: on({ comment: githubComment }, ({ action, comment }) => [
      { ...whole(comment), ...(action === 'deleted' && { isDeleted: true }) },
    ]),
  },
  shown: {
    schema: 'IssueComment',
    noun: 'comment',
    path: 'comments',
    cachedAs: 'issues',
    list: {
      operation: 'listComments',
      summary: 'Comments on issues and pull requests, oldest first',
    },
    ofObject: {
      operation: 'listIssueComments',
      summary: 'Comments on an issue or a pull request, oldest first',
      path: 'issues',
      column: 'issue_number',
      parents: ['issues', 'pull_requests'],
    },
    item: { operation: 'getComment', parameter: 'id', type: 'id', column: 'id' },
    filters: {
      author: {
        is: 'equalIgnoringCase',
        column: 'author_login',
        description: 'Login of the author, case-insensitive.',
      },
      since: {
        is: 'since',
        column: 'updated_at',
        description: 'Only comments updated at or after this time.',
      },
    },
    sorts: { created: byTime('created_at'), updated: byTime('updated_at'), id: byId },
    direction: 'asc',
    tie: [byId],
  },
});
