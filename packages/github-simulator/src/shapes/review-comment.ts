import type { PullRequestReviewComment } from '@octokit/webhooks-types';
import type { Host, Repository, ReviewComment } from '../world/model.ts';
import { userShape } from './account.ts';
import { noReactions } from './issue.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

export function reviewCommentShape(
  host: Host,
  repository: Repository,
  comment: ReviewComment,
): PullRequestReviewComment {
  const { thread, review, inReplyTo } = comment;
  const { path, line, side } = thread;
  const { number } = thread.pullRequest;
  const url = `${repositoryUrl(host, repository)}/pulls/comments/${comment.id}`;
  const page = `${repositoryPage(host, repository)}/pull/${number}#discussion_r${comment.id}`;
  const pullRequestUrl = `${repositoryUrl(host, repository)}/pulls/${number}`;
  return {
    url,
    pull_request_review_id: review.id,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: `@@ -${line},1 +${line},1 @@\n+${path}`,
    path,
    position: 1,
    original_position: 1,
    commit_id: comment.commitId,
    original_commit_id: comment.commitId,
    user: userShape(host, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: page,
    pull_request_url: pullRequestUrl,
    author_association: comment.author.association,
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullRequestUrl } },
    reactions: noReactions(url),
    start_line: null,
    original_start_line: null,
    start_side: null,
    line,
    original_line: line,
    side,
    subject_type: 'line',
    ...(inReplyTo !== null && { in_reply_to_id: inReplyTo }),
  };
}
