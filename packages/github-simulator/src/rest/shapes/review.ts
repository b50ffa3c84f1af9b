import type { components } from '@octokit/openapi-types';
import { reviewShape } from '../../shapes/review.ts';
import type { Host, Repository, Review } from '../../world/model.ts';

/** A review in an answer: unlike in events, its state is in upper case and its body a text. */
export function restReviewShape(
  host: Host,
  repository: Repository,
  review: Review,
): components['schemas']['pull-request-review'] {
  return {
    ...reviewShape(host, repository, review),
    submitted_at: review.submittedAt,
    state: review.state.toUpperCase(),
    body: review.body,
  };
}
