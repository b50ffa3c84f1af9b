import type { SimplePullRequest } from '@octokit/webhooks-types';
import type { Host, PullRequest, Repository } from '../world/model.ts';
import type { WithHead } from '../world/payloads.ts';
import { pullRequestShape } from './pull-request.ts';

/** A pull request in the events of its reviews: without fields that GitHub computes (counts, mergeability). */
export function simplePullRequestShape(
  host: Host,
  repository: Repository,
  pullRequest: PullRequest,
): WithHead<SimplePullRequest> {
  const {
    merged,
    mergeable,
    rebaseable,
    mergeable_state,
    merged_by,
    comments,
    review_comments,
    maintainer_can_modify,
    commits,
    additions,
    deletions,
    changed_files,
    ...simple
  } = pullRequestShape(host, repository, pullRequest);
  return simple;
}
