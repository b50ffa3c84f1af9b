import { userShape } from '../shapes/account.ts';
import { issueShape } from '../shapes/issue.ts';
import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findConversation, findUser, type Place, requireThat } from '../world/lookup.ts';
import type { Account, Issue, PullRequest } from '../world/model.ts';
import type { NumberedScene } from './conversations.ts';

/** Emits `issues` or `pull_request` assigned. */
export function assign(world: World, input: NumberedScene & { assignee: string }): Issue {
  const { repository, sender } = enter(world, input);
  const conversation = findConversation(repository, input.number);
  const assignee = findUser(world, input.assignee);
  requireThat(!conversation.assignees.includes(assignee), `#${input.number} is ${input.assignee}'s`);
  conversation.assignees.push(assignee);
  conversation.updatedAt = world.time.now();
  announce(world, { repository, sender }, conversation, 'assigned', assignee);
  return conversation;
}

/** Emits `issues` or `pull_request` unassigned. */
export function unassign(world: World, input: NumberedScene & { assignee: string }): Issue {
  const { repository, sender } = enter(world, input);
  const conversation = findConversation(repository, input.number);
  const assignee = findUser(world, input.assignee);
  requireThat(
    conversation.assignees.includes(assignee),
    `#${input.number} is not assigned to ${input.assignee}`,
  );
  conversation.assignees.splice(conversation.assignees.indexOf(assignee), 1);
  conversation.updatedAt = world.time.now();
  announce(world, { repository, sender }, conversation, 'unassigned', assignee);
  return conversation;
}

function announce(
  world: World,
  at: Place,
  conversation: Issue | PullRequest,
  action: 'assigned' | 'unassigned',
  account: Account,
): void {
  const around = surroundings(world, at);
  const assignee = userShape(world.host, account);
  if ('pullRequestId' in conversation) {
    const pull_request = pullRequestShape(world.host, at.repository, conversation);
    world.emit('pull_request', { action, number: conversation.number, pull_request, assignee, ...around });
  } else {
    const issue = issueShape(world.host, at.repository, conversation);
    world.emit('issues', { action, issue, assignee, ...around });
  }
}
