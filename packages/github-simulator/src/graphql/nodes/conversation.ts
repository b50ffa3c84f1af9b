import type { GraphQLResolveInfo } from 'graphql';
import type { Issue, Repository } from '../../world/model.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

interface CommentArguments extends PageArguments {
  /** By the time of their last edit, GitHub's only order. */
  orderBy?: { field: 'UPDATED_AT'; direction: 'ASC' | 'DESC' } | null;
}

/** The common fields of issues and pull requests in the schema. */
export function conversationFields(
  { host, nodes }: Scope,
  repository: Repository,
  conversation: Issue,
  page: 'issues' | 'pull',
) {
  return {
    number: conversation.number,
    title: conversation.title,
    body: conversation.body ?? '',
    closed: conversation.state === 'closed',
    locked: conversation.locked,
    createdAt: conversation.createdAt,
    publishedAt: conversation.createdAt,
    updatedAt: conversation.updatedAt,
    closedAt: conversation.closedAt,
    authorAssociation: conversation.author.association,
    author: () => nodes.account(conversation.author),
    repository: () => nodes.repository(repository),
    ...links(host, `/${repository.owner.login}/${repository.name}/${page}/${conversation.number}`),
    labels(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const rows = conversation.labels.map((label) => ({
        key: label.id,
        id: label.id,
        node: () => nodes.label(repository, label),
      }));
      return connection({ args, info, rows });
    },
    assignees(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      const rows = conversation.assignees.map((account) => ({
        key: account.id,
        id: account.id,
        node: () => nodes.account(account),
      }));
      return connection({ args, info, rows });
    },
    milestone: () => conversation.milestone && nodes.milestone(repository, conversation.milestone),
    comments(args: CommentArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['orderBy']);
      const rows = [...repository.comments.values()]
        .filter((comment) => comment.conversation === conversation)
        .map((comment) => ({
          key: args.orderBy == null ? comment.id : comment.updatedAt,
          id: comment.id,
          node: () => nodes.comment(repository, comment),
        }));
      return connection({ args, info, rows, ...args.orderBy });
    },
  };
}
