import { commentShape } from '../shapes/comment.ts';
import { issueShape } from '../shapes/issue.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findConversation, found, type Place, type Scene } from '../world/lookup.ts';
import type { Comment } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import type { NumberedScene } from './conversations.ts';

/** A comment by its id, and the actor. */
interface CommentScene extends Scene {
  comment: number;
}

/** Comments on an issue or a pull request; emits `issue_comment` created. */
export function commentOnIssue(world: World, input: NumberedScene & { body: string }): Comment {
  const { repository, sender } = enter(world, input);
  const conversation = findConversation(repository, input.number);
  const id = world.nextId('comment');
  const now = world.time.now();
  conversation.comments += 1;
  conversation.updatedAt = now;
  const comment: Comment = {
    id,
    nodeId: nodeId('IC', 0, repository.id, id),
    conversation,
    author: sender,
    body: input.body,
    createdAt: now,
    updatedAt: now,
  };
  repository.comments.set(id, comment);
  world.emit('issue_comment', { action: 'created', ...subjectOf(world, { repository, sender }, comment) });
  return comment;
}

/** Emits `issue_comment` edited with the old text. */
export function editComment(world: World, input: CommentScene & { body: string }): Comment {
  const { comment, ...at } = enterComment(world, input);
  const { body: from } = comment;
  comment.body = input.body;
  comment.updatedAt = world.time.now();
  comment.conversation.updatedAt = comment.updatedAt;
  const changes = { body: { from } };
  world.emit('issue_comment', { action: 'edited', changes, ...subjectOf(world, at, comment) });
  return comment;
}

/** Emits `issue_comment` deleted; the comment's id is never reused. */
export function deleteComment(world: World, input: CommentScene): Comment {
  const { comment, ...at } = enterComment(world, input);
  at.repository.comments.delete(comment.id);
  comment.conversation.comments -= 1;
  comment.conversation.updatedAt = world.time.now();
  world.emit('issue_comment', { action: 'deleted', ...subjectOf(world, at, comment) });
  return comment;
}

function enterComment(world: World, input: CommentScene): Place & { comment: Comment } {
  const at = enter(world, input);
  const { comments, name } = at.repository;
  return { ...at, comment: found(comments.get(input.comment), `comment ${input.comment} in ${name}`) };
}

function subjectOf(world: World, at: Place, comment: Comment) {
  const issue = issueShape(world.host, at.repository, comment.conversation);
  return {
    issue: { ...issue, assignee: issue.assignee ?? null },
    comment: commentShape(world.host, at.repository, comment),
    ...surroundings(world, at),
  };
}
