import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, partial } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { account, boolean, computed, idOrNull, integer, name, text } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { reviewThread as shape } from '../stored/shapes/review-thread.ts';
import { accountExample } from './examples.ts';
import { pullRequestOf } from './pull-request-of.ts';
import { reviewThreadNodes } from './review-thread-nodes.ts';
import { reviewThreadProbe } from './review-thread-probe.ts';
import { byId } from './sorts.ts';

const fields = {
  id: name('PRRT_kwDOABCD1234', { description: 'Node id: threads have no number.' }),
  pull_request: computed(pullRequestOf),
  resolved: boolean(false),
  outdated: boolean(false, { description: 'Whether a later push changed the lines.' }),
  resolved_by: account('resolved_by', accountExample),
  path: text('src/main.ts', { description: 'Path of the file.' }),
  line: integer(12, { description: 'Line in the file, null if the thread is outdated.' }),
  side: text('RIGHT', { description: '`LEFT`: a line of the old text, `RIGHT`: of the new one.' }),
  comment_id: idOrNull(1_700_000_001, { description: 'Id of its first comment.' }),
};

const event = {
  pull_request: z.looseObject({ number: z.int32() }),
  thread: z.looseObject({
    node_id: z.string(),
    comments: z.array(z.looseObject({ id: z.int(), path: github.text, side: github.text })).optional(),
  }),
};

const commented = z.looseObject({
  action: z.string(),
  pull_request: z.looseObject({ number: z.int32() }),
  comment: z.looseObject({ in_reply_to_id: github.int8 }),
});

/**
 * Threads of comments on lines of pull requests. Only GraphQL returns them. They have no time of a change: events are
 * ordered by their arrival, and require a fetch.
 *
 * To resolve a thread changes no time of its pull request: a probe compares the threads of open pull requests themselves,
 * in rotation. A comment that starts or ends a thread does not name it: the threads of its pull request are read then.
 */
export const reviewThreads = defineResource({
  name: 'review_threads',
  permission: 'pull_requests',
  inRepository: true,
  account: { id: 'resolved_by_id', login: 'resolved_by_login' },
  fields,
  shape,
  schema: objectOf(fields, { pull_number: z.int32() }),
  drift: { probe: ['parents'], changesWith: ['pull_requests'] },
  clock: () => '',
  columns: ({ pull_number }) => ({ pull_number }),
  changes: ['resolved', 'outdated'],
  list: {
    route: 'POST /graphql',
    feature: 'has_pull_requests',
    byParent: {
      parameter: 'pull_number',
      column: 'pull_number',
      parents: [{ resource: 'pull_requests', type: 'PullRequest' }],
      nodes: reviewThreadNodes,
      probe: reviewThreadProbe,
      watched: { type: 'PullRequestReviewThread', of: { column: 'state', value: 'open' }, limit: 300 },
      readAfter: {
        pull_request_review_comment(payload) {
          const { action, pull_request, comment } = commented.safeParse(payload).data ?? {};
          const changesThreads =
            action === 'deleted' || (action === 'created' && comment?.in_reply_to_id == null);
          return changesThreads ? (pull_request?.number ?? null) : null;
        },
      },
    },
    complete: true,
  },
  events: {
    pull_request_review_thread: on(event, ({ action, pull_request, thread, ...payload }, { sentAt }) => {
      const [first] = thread.comments ?? [];
      const resolved = action === 'resolved';
      const raw = {
        id: thread.node_id,
        node_id: thread.node_id,
        pull_number: pull_request.number,
        resolved,
        resolved_by: resolved ? Object(payload).sender : null,
        ...(first && { path: first.path, side: first.side, comment_id: first.id }),
      };
      return [{ ...partial(raw), clock: sentAt, refetchReason: 'unordered' }];
    }),
  },
  shown: {
    schema: 'ReviewThread',
    noun: 'review thread',
    path: 'review-threads',
    cachedAs: 'pulls',
    list: {
      operation: 'listReviewThreads',
      summary: 'Threads of comments on lines of pull requests, by their first comments',
    },
    ofObject: {
      operation: 'listPullRequestThreads',
      summary: 'Threads of comments on lines of a pull request, oldest first',
      path: 'pulls',
      name: 'threads',
      column: 'pull_number',
      parents: ['pull_requests'],
    },
    item: { operation: 'getReviewThread', parameter: 'node_id', type: 'nodeId', column: 'id' },
    filters: {
      resolved: { is: 'boolean', column: 'resolved' },
      path: { is: 'equal', column: 'path', description: 'Path of the file.' },
    },
    sorts: {
      comment: { column: 'comment_id', type: 'number', isNullable: true },
      id: { ...byId, type: 'text' },
    },
    direction: 'asc',
    tie: [{ ...byId, type: 'text' }],
  },
});
