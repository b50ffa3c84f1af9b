import type { IssueComment } from '@octokit/webhooks-types';
import type { World } from '../world/create-world.ts';
import type { Account, Issue, PullRequest, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { userShape } from './account.ts';
import { issueShape, noReactions } from './issue.ts';
import { repositoryUrl } from './repository-lite.ts';

export interface Comment {
  id: number;
  author: Account;
  body: string;
  createdAt: string;
}

export function commentShape(
  { host }: World,
  repository: Repository,
  conversation: Issue | PullRequest,
  comment: Comment,
): IssueComment {
  const url = `${repositoryUrl(host, repository)}/issues/comments/${comment.id}`;
  const { url: issueUrl, html_url: issuePage } = issueShape(host, repository, conversation);
  return {
    url,
    html_url: `${issuePage}#issuecomment-${comment.id}`,
    issue_url: issueUrl,
    id: comment.id,
    node_id: nodeId('IC', 0, repository.id, comment.id),
    user: userShape(host, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
    author_association: comment.author.association,
    body: comment.body,
    reactions: noReactions(url),
    performed_via_github_app: null,
  };
}
