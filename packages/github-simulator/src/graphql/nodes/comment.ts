import type { Comment, Repository } from '../../world/model.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

export function commentNode({ host, nodes }: Scope, repository: Repository, comment: Comment): object {
  const page = 'pullRequestId' in comment.conversation ? 'pull' : 'issues';
  const path = `/${repository.owner.login}/${repository.name}/${page}/${comment.conversation.number}`;
  return {
    __typename: 'IssueComment',
    id: comment.nodeId,
    databaseId: comment.id,
    fullDatabaseId: `${comment.id}`,
    body: comment.body,
    createdAt: comment.createdAt,
    publishedAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    authorAssociation: comment.author.association,
    author: () => nodes.account(comment.author),
    repository: () => nodes.repository(repository),
    ...links(host, `${path}#issuecomment-${comment.id}`),
  };
}
