import type { components } from '@octokit/openapi-types';
import { issueShape } from '../../shapes/issue.ts';
import type { Host, Issue, PullRequest, Repository } from '../../world/model.ts';

type Addresses = NonNullable<ReturnType<typeof issueShape>['pull_request']>;

/** An issue, or the issue part of a pull request, in a list or alone. */
export function restIssueShape(
  host: Host,
  repository: Repository,
  issue: Issue | PullRequest,
): components['schemas']['issue'] {
  const shape = issueShape(host, repository, issue);
  const { pull_request, ...plain } = shape;
  return {
    ...plain,
    assignee: shape.assignee ?? null,
    ...(pull_request && { pull_request: addressesOf(pull_request) }),
    state_reason: issue.stateReason,
    performed_via_github_app: null,
    closed_by: null,
  };
}

function addressesOf({ url, html_url, diff_url, patch_url, merged_at }: Addresses) {
  return {
    url: url ?? null,
    html_url: html_url ?? null,
    diff_url: diff_url ?? null,
    patch_url: patch_url ?? null,
    merged_at: merged_at ?? null,
  };
}
