import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { account, address, computed, id, idOrNull, integer, text, time } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import { reviewComment as shape } from '../stored/shapes/review-comment.ts';
import { accountExample, shaExample, timeExample } from './examples.ts';
import { numberAtEnd } from './number-at-end.ts';
import { pullRequestOf } from './pull-request-of.ts';
import { reviewCommentProbe } from './review-comment-probe.ts';
import { byId, byTime } from './sorts.ts';

const fields = {
  id: id(1_700_000_001),
  pull_request: computed(pullRequestOf),
  pull_request_review_id: idOrNull(2_500_000_001, { column: 'review_id', description: 'Id of its review.' }),
  in_reply_to_id: idOrNull(null, {
    description: 'Id of the first comment of its thread; null: it is the first.',
  }),
  user: account('author', accountExample),
  author_association: text('COLLABORATOR'),
  body: text('Why not?'),
  path: text('src/main.ts', { description: 'Path of the file.' }),
  line: integer(12, { description: 'Line in the file, null if the comment is outdated.' }),
  side: text('RIGHT', { description: '`LEFT`: a line of the old text, `RIGHT`: of the new one.' }),
  commit_id: text(shaExample),
  html_url: address(null, 'https://github.com/octo-org/octo-repo/pull/1348#discussion_r1700000001'),
  created_at: time(timeExample),
  updated_at: time(timeExample),
};

const githubComment = objectOf(fields, { pull_request_url: github.text });

/**
 * Comments on lines of pull requests. Like a comment on an issue, each change of one is also a change of its pull
 * request, by which probes find what to compare.
 */
export const reviewComments = defineResource({
  name: 'review_comments',
  permission: 'pull_requests',
  inRepository: true,
  account: { id: 'author_id', login: 'author_login' },
  fields,
  shape,
  schema: githubComment,
  drift: { probe: ['parents'], changesWith: ['pull_requests'] },
  clock: (comment) => toClock(comment.updated_at),
  columns: ({ pull_request_url }) => ({ pull_number: numberAtEnd(pull_request_url) }),
  changes: ['body'],
  list: {
    route: 'GET /repos/{owner}/{repo}/pulls/comments',
    feature: 'has_pull_requests',
    byParent: {
      route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
      parameter: 'pull_number',
      column: 'pull_number',
      parents: [{ resource: 'pull_requests', type: 'PullRequest', count: 'review_comments' }],
      // The last threads; GraphQL has no other order of them.
      within: { name: 'reviewThreads', arguments: 'last: 30' },
      probe: reviewCommentProbe,
    },
    whole: { sort: 'created', direction: 'asc' },
    changedSince: (since) => ({ sort: 'updated', direction: 'asc', since }),
    cursorColumn: 'updated_at',
    complete: true,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/pulls/comments/{comment_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { comment_id: id } : null),
  },
  events: {
    pull_request_review_comment: on({ comment: githubComment }, ({ action, comment }) => [
      { ...whole(comment), ...(action === 'deleted' && { isDeleted: true }) },
    ]),
  },
  shown: {
    schema: 'ReviewComment',
    noun: 'review comment',
    path: 'review-comments',
    cachedAs: 'pulls',
    list: {
      operation: 'listReviewComments',
      summary: 'Comments on lines of pull requests, oldest first',
    },
    ofObject: {
      operation: 'listPullRequestComments',
      summary: 'Comments on lines of a pull request, oldest first',
      path: 'pulls',
      name: 'comments',
      column: 'pull_number',
      parents: ['pull_requests'],
    },
    item: { operation: 'getReviewComment', parameter: 'id', type: 'id', column: 'id' },
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
