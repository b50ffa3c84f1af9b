import type { PullRequest as PullRequestPayload } from '@octokit/webhooks-types';
import type { Commit, Host, PullRequest, Repository } from '../world/model.ts';
import { userShape } from './account.ts';
import { labelShape } from './label.ts';
import { milestoneShape } from './milestone.ts';
import { mergeableRepositoryShape } from './repository.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';
import { teamShape } from './team.ts';

export function pullRequestShape(host: Host, repository: Repository, pull: PullRequest): PullRequestPayload {
  const repositoryAddress = repositoryUrl(host, repository);
  const url = `${repositoryAddress}/pulls/${pull.number}`;
  const issueUrl = `${repositoryAddress}/issues/${pull.number}`;
  const page = `${repositoryPage(host, repository)}/pull/${pull.number}`;
  const links = {
    comments: `${issueUrl}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryAddress}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${repositoryAddress}/statuses/${pull.head.sha}`,
  };
  const assignees = pull.assignees.map((assignee) => userShape(host, assignee));
  const owner = userShape(host, repository.owner);
  const repo = mergeableRepositoryShape(host, repository);
  const from = pull.head.repository;
  const headOwner = (from ?? pull.head).owner;
  return {
    url,
    id: pull.pullRequestId,
    node_id: pull.pullRequestNodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: userShape(host, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: pull.reviewers.map((reviewer) => userShape(host, reviewer)),
    requested_teams: pull.reviewTeams.map((team) => teamShape(host, team)),
    labels: pull.labels.map((label) => labelShape(host, repository, label)),
    milestone: pull.milestone && milestoneShape(host, repository, pull.milestone),
    draft: pull.draft,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    head: {
      label: `${headOwner.login}:${pull.head.ref}`,
      ref: pull.head.ref,
      sha: pull.head.sha,
      user: userShape(host, headOwner),
      repo: from && (from === repository ? repo : mergeableRepositoryShape(host, from)),
    },
    base: { label: `${repository.owner.login}:${pull.base.ref}`, ...pull.base, user: owner, repo },
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issueUrl },
      comments: { href: links.comments },
      review_comments: { href: links.review_comments },
      review_comment: { href: links.review_comment },
      commits: { href: links.commits },
      statuses: { href: links.statuses },
    },
    author_association: pull.author.association,
    auto_merge: null,
    active_lock_reason: pull.lockReason,
    merged: pull.mergedAt !== null,
    mergeable: null,
    rebaseable: null,
    // GitHub computes mergeability after a change is delivered, so a delivery never contains it.
    mergeable_state: 'unknown',
    merged_by: pull.mergedBy && userShape(host, pull.mergedBy),
    comments: pull.comments,
    review_comments: pull.reviewComments,
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: sum(pull.commits, (commit) => commit.additions),
    deletions: sum(pull.commits, (commit) => commit.deletions),
    changed_files: new Set(
      pull.commits.flatMap((commit) => [...commit.added, ...commit.modified, ...commit.removed]),
    ).size,
  };
}

function sum(commits: readonly Commit[], of: (commit: Commit) => number): number {
  return commits.reduce((total, commit) => total + of(commit), 0);
}
