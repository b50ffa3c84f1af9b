import type { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { type ExtractedObservation, on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { account, address, computed, id, text, time } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { review as shape } from '../stored/shapes/review.ts';
import { accountExample, shaExample, timeExample } from './examples.ts';
import { numberAtEnd } from './number-at-end.ts';
import { pullRequestOf } from './pull-request-of.ts';
import { reviewNodes } from './review-nodes.ts';
import { reviewProbe } from './review-probe.ts';
import { byId, byTime } from './sorts.ts';

const fields = {
  id: id(2_500_000_001),
  pull_request: computed(pullRequestOf),
  user: account('author', accountExample),
  author_association: text('COLLABORATOR'),
  state: computed({
    ...text('approved', {
      description:
        '`approved`, `changes_requested`, `commented`, `dismissed` or, of a token of its author, `pending`.',
    }),
  }),
  body: text('Well done'),
  commit_id: text(shaExample),
  html_url: address(null, 'https://github.com/octo-org/octo-repo/pull/1348#pullrequestreview-2500000001'),
  submitted_at: time(timeExample),
};

const githubReview = objectOf(fields, { pull_request_url: github.text, state: github.text });

/** In answers the state is in upper case, and a body is a text; what is stored is in the format of answers. */
const asAnswered = (review: z.output<typeof githubReview>): ExtractedObservation =>
  whole({ ...review, state: review.state?.toUpperCase() ?? null, body: review.body ?? '' });

/**
 * Reviews of pull requests. They have no time of their last change: they are ordered by their arrival, and an edit or
 * a dismissal requires a fetch. GitHub lists them for single pull requests only, so GraphQL returns those of many.
 */
export const reviews = defineResource({
  name: 'reviews',
  permission: 'pull_requests',
  inRepository: true,
  account: { id: 'author_id', login: 'author_login' },
  fields,
  shape,
  schema: githubReview,
  drift: { probe: ['parents'], changesWith: ['pull_requests'] },
  clock: () => '',
  columns: ({ pull_request_url, state }) => ({
    pull_number: numberAtEnd(pull_request_url),
    state: state?.toLowerCase() ?? null,
  }),
  changes: ['state', 'body'],
  list: {
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    feature: 'has_pull_requests',
    byParent: {
      route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
      parameter: 'pull_number',
      column: 'pull_number',
      parents: [{ resource: 'pull_requests', type: 'PullRequest' }],
      nodes: reviewNodes,
      probe: reviewProbe,
    },
    complete: true,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}',
    parameters({ id, pull_request_url }) {
      const pull_number = numberAtEnd(pull_request_url);
      return typeof id === 'number' && pull_number !== null ? { pull_number, review_id: id } : null;
    },
  },
  events: {
    pull_request_review: on({ review: githubReview }, ({ action, review }, { sentAt }) => {
      const seen = { ...asAnswered(review), clock: sentAt };
      return [action === 'submitted' ? seen : { ...seen, refetchReason: 'unordered' }];
    }),
  },
  shown: {
    schema: 'Review',
    noun: 'review',
    path: 'reviews',
    cachedAs: 'pulls',
    list: { operation: 'listReviews', summary: 'Reviews of pull requests, oldest first' },
    ofObject: {
      operation: 'listPullRequestReviews',
      summary: 'Reviews of a pull request, oldest first',
      path: 'pulls',
      column: 'pull_number',
      parents: ['pull_requests'],
    },
    item: { operation: 'getReview', parameter: 'id', type: 'id', column: 'id' },
    filters: {
      author: {
        is: 'equalIgnoringCase',
        column: 'author_login',
        description: 'Login of the author, case-insensitive.',
      },
      state: {
        is: 'equal',
        column: 'state',
        description: '`approved`, `changes_requested`, `commented` or `dismissed`.',
      },
    },
    sorts: { submitted: byTime('submitted_at'), id: byId },
    direction: 'asc',
    tie: [byId],
  },
});
