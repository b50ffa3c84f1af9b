import type { Repository, ReviewComment } from '../../world/model.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

export function reviewCommentNode({ host, nodes }: Scope, repository: Repository, comment: ReviewComment) {
  const { thread, review, inReplyTo } = comment;
  const path = `/${repository.owner.login}/${repository.name}/pull/${thread.pullRequest.number}`;
  const first = inReplyTo === null ? undefined : repository.reviewComments.get(inReplyTo);
  return {
    __typename: 'PullRequestReviewComment',
    id: comment.nodeId,
    databaseId: comment.id,
    fullDatabaseId: `${comment.id}`,
    body: comment.body,
    path: thread.path,
    line: thread.line,
    originalLine: thread.line,
    subjectType: 'LINE',
    state: 'SUBMITTED',
    outdated: false,
    createdAt: comment.createdAt,
    draftedAt: comment.createdAt,
    publishedAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    authorAssociation: comment.author.association,
    author: () => nodes.account(comment.author),
    replyTo: () => first && nodes.reviewComment(repository, first),
    pullRequestReview: () => nodes.review(repository, review),
    pullRequest: () => nodes.pullRequest(repository, thread.pullRequest),
    repository: () => nodes.repository(repository),
    ...links(host, `${path}#discussion_r${comment.id}`),
  };
}
