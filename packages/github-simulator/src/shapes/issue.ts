import type { Issue as IssuePayload, Reactions } from '@octokit/webhooks-types';
import type { Host, Issue, PullRequest, Repository } from '../world/model.ts';
import { userShape } from './account.ts';
import { labelShape } from './label.ts';
import { milestoneShape } from './milestone.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

/** An issue, or the issue part of a pull request, with every field that GitHub always sends. */
export type IssueShape = IssuePayload & Required<Pick<IssuePayload, 'labels' | 'state' | 'locked'>>;

export function issueShape(host: Host, repository: Repository, issue: Issue | PullRequest): IssueShape {
  const repositoryAddress = repositoryUrl(host, repository);
  const url = `${repositoryAddress}/issues/${issue.number}`;
  const isPullRequest = 'pullRequestId' in issue;
  const page = `${repositoryPage(host, repository)}/${isPullRequest ? 'pull' : 'issues'}/${issue.number}`;
  const assignees = issue.assignees.map((assignee) => userShape(host, assignee));
  return {
    url,
    repository_url: repositoryAddress,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: userShape(host, issue.author),
    labels: issue.labels.map((label) => labelShape(host, repository, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: issue.milestone && milestoneShape(host, repository, issue.milestone),
    comments: issue.comments,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: issue.author.association,
    active_lock_reason: issue.lockReason,
    ...(isPullRequest && {
      draft: issue.draft,
      pull_request: {
        url: `${repositoryAddress}/pulls/${issue.number}`,
        html_url: page,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
        merged_at: issue.mergedAt,
      },
    }),
    body: issue.body,
    reactions: noReactions(url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: issue.stateReason,
  };
}

export function noReactions(url: string): Reactions {
  return {
    url: `${url}/reactions`,
    total_count: 0,
    '+1': 0,
    '-1': 0,
    laugh: 0,
    hooray: 0,
    confused: 0,
    heart: 0,
    rocket: 0,
    eyes: 0,
  };
}
