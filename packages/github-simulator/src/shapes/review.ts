import type { PullRequestReview } from '@octokit/webhooks-types';
import type { Host, Repository, Review } from '../world/model.ts';
import { userShape } from './account.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

/** A review in an event: the state in lower case, no body without a text. */
export function reviewShape(host: Host, repository: Repository, review: Review): PullRequestReview {
  const { number } = review.pullRequest;
  const page = `${repositoryPage(host, repository)}/pull/${number}#pullrequestreview-${review.id}`;
  const pullRequestUrl = `${repositoryUrl(host, repository)}/pulls/${number}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: userShape(host, review.author),
    body: review.body === '' ? null : review.body,
    commit_id: review.commitId,
    submitted_at: review.submittedAt,
    state: review.state,
    html_url: page,
    pull_request_url: pullRequestUrl,
    author_association: review.author.association,
    _links: { html: { href: page }, pull_request: { href: pullRequestUrl } },
  };
}
