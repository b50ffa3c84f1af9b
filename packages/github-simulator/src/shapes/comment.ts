import type { IssueComment } from '@octokit/webhooks-types';
import type { Comment, Host, Repository } from '../world/model.ts';
import { userShape } from './account.ts';
import { issueShape, noReactions } from './issue.ts';
import { repositoryUrl } from './repository-lite.ts';

export function commentShape(host: Host, repository: Repository, comment: Comment): IssueComment {
  const url = `${repositoryUrl(host, repository)}/issues/comments/${comment.id}`;
  const { url: issueUrl, html_url: issuePage } = issueShape(host, repository, comment.conversation);
  return {
    url,
    html_url: `${issuePage}#issuecomment-${comment.id}`,
    issue_url: issueUrl,
    id: comment.id,
    node_id: comment.nodeId,
    user: userShape(host, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: comment.author.association,
    body: comment.body,
    reactions: noReactions(url),
    performed_via_github_app: null,
  };
}
