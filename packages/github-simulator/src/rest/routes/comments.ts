import type { Comment } from '../../world/model.ts';
import { created, noContent, notFound, ok, validationFailed } from '../answer.ts';
import { conversationOf } from '../conversation-of.ts';
import { isObject } from '../is-object.ts';
import { pageOf } from '../page.ts';
import { readTime } from '../read-time.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { sceneOf } from '../scene-of.ts';
import { restCommentShape } from '../shapes/comment.ts';

const reads = ['issues', 'read'] as const;
const writes = ['issues', 'write'] as const;

/** Comments on issues and pull requests. */
export const comments = repositoryRoutes([
  {
    method: 'GET',
    path: '/issues/comments',
    permission: reads,
    handle(call) {
      const { repository, query } = call;
      const sort = query.get('sort');
      const keyOf = ({ createdAt, updatedAt }: Comment) =>
        sort === null ? '' : sort === 'updated' ? updatedAt : createdAt;
      // GitHub ignores the direction without a sort field.
      const sign = sort === null || query.get('direction') === 'asc' ? 1 : -1;
      const sorted = [...repository.comments.values()].sort(
        (one, other) => sign * (compare(keyOf(one), keyOf(other)) || one.id - other.id),
      );
      return list(call, sorted);
    },
  },
  {
    method: 'GET',
    path: '/issues/:number/comments',
    permission: reads,
    handle(call) {
      const requested = conversationOf(call);
      const on = call.repository.comments.values().filter(({ conversation }) => conversation === requested);
      return list(call, [...on]);
    },
  },
  {
    method: 'POST',
    path: '/issues/:number/comments',
    permission: writes,
    role: 'read',
    createsContent: true,
    handle(call) {
      const { number } = conversationOf(call);
      const input = { ...sceneOf(call), number, body: bodyOf(call) };
      const comment = call.context.run(call.context.commands.commentOnIssue(input));
      return created(restCommentShape(call.context.world.host, call.repository, comment));
    },
  },
  {
    method: 'GET',
    path: '/issues/comments/:comment_id',
    permission: reads,
    handle: (call) => ok(restCommentShape(call.context.world.host, call.repository, commentOf(call))),
  },
  {
    method: 'PATCH',
    path: '/issues/comments/:comment_id',
    permission: writes,
    handle(call) {
      const input = { ...sceneOf(call), comment: commentOf(call).id, body: bodyOf(call) };
      const comment = call.context.run(call.context.commands.editComment(input));
      return ok(restCommentShape(call.context.world.host, call.repository, comment));
    },
  },
  {
    method: 'DELETE',
    path: '/issues/comments/:comment_id',
    permission: writes,
    handle(call) {
      const input = { ...sceneOf(call), comment: commentOf(call).id };
      call.context.run(call.context.commands.deleteComment(input));
      return noContent();
    },
  },
]);

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Those changed since the requested time. */
function list({ context, repository, address, query }: RepositoryCall, all: readonly Comment[]) {
  const since = readTime(query.get('since'));
  const listed = all.filter(({ updatedAt }) => since === null || updatedAt >= since);
  return pageOf(listed, { base: address, query }, (comment) =>
    restCommentShape(context.world.host, repository, comment),
  );
}

function commentOf({ repository, params }: RepositoryCall): Comment {
  const comment = repository.comments.get(Number(params.comment_id));
  if (comment === undefined) throw notFound();
  return comment;
}

function bodyOf({ body }: RepositoryCall): string {
  const text = isObject(body) ? body.body : undefined;
  if (typeof text === 'string' && text !== '') return text;
  throw validationFailed({ resource: 'IssueComment', field: 'body', code: 'missing_field' });
}
