import { type Comment, commentShape } from '../shapes/comment.ts';
import { issueShape } from '../shapes/issue.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findConversation } from '../world/lookup.ts';
import type { NumberedScene } from './conversations.ts';

/** Comments on an issue or a pull request; emits `issue_comment` created. */
export function commentOnIssue(world: World, input: NumberedScene & { body: string }): Comment {
  const { repository, sender } = enter(world, input);
  const conversation = findConversation(repository, input.number);
  const createdAt = world.time.now();
  conversation.comments += 1;
  conversation.updatedAt = createdAt;
  const comment = { id: world.nextId('comment'), author: sender, body: input.body, createdAt };
  const issue = issueShape(world.host, repository, conversation);
  world.emit('issue_comment', {
    action: 'created',
    issue: { ...issue, assignee: issue.assignee ?? null },
    comment: commentShape(world, repository, conversation, comment),
    ...surroundings(world, { repository, sender }),
  });
  return comment;
}
