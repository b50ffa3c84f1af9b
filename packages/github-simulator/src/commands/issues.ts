import { userShape } from '../shapes/account.ts';
import { issueShape } from '../shapes/issue.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findIssue, requireThat } from '../world/lookup.ts';
import type { Issue } from '../world/model.ts';
import {
  type ConversationInput,
  closeConversation,
  type NumberedScene,
  newConversation,
  reopenConversation,
} from './conversations.ts';
import { announceLabel } from './labels.ts';

/** Emits `issues` opened, then labeled for each label and assigned for each assignee, as GitHub does. */
export function openIssue(world: World, input: ConversationInput): Issue {
  const { repository, sender } = enter(world, input);
  const issue = newConversation(world, repository, input);
  repository.issues.set(issue.number, issue);
  const around = () => surroundings(world, { repository, sender });
  const shape = issueShape(world.host, repository, issue);
  world.emit('issues', {
    action: 'opened',
    issue: { ...shape, state: 'open', closed_at: null },
    ...around(),
  });
  for (const label of issue.labels) announceLabel(world, { repository, sender }, issue, 'labeled', label);
  for (const assignee of issue.assignees) {
    world.emit('issues', {
      action: 'assigned',
      issue: shape,
      assignee: userShape(world.host, assignee),
      ...around(),
    });
  }
  return issue;
}

/** Emits `issues` edited with the old values. */
export function editIssue(world: World, input: NumberedScene & { title?: string; body?: string }): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  const { title = issue.title, body = issue.body } = input;
  const changes = {
    ...(title !== issue.title && { title: { from: issue.title } }),
    ...(body !== issue.body && { body: { from: issue.body ?? '' } }),
  };
  Object.assign(issue, { title, body, updatedAt: world.time.now() });
  world.emit('issues', {
    action: 'edited',
    issue: issueShape(world.host, repository, issue),
    changes,
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}

/** Emits `issues` closed. */
export function closeIssue(
  world: World,
  input: NumberedScene & { reason?: 'completed' | 'not_planned' },
): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  requireThat(issue.state === 'open', `issue #${issue.number} is closed`);
  closeConversation(world, repository, issue);
  issue.stateReason = input.reason ?? 'completed';
  const shape = issueShape(world.host, repository, issue);
  world.emit('issues', {
    action: 'closed',
    issue: { ...shape, state: 'closed', closed_at: issue.updatedAt },
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}

/** Emits `issues` reopened. */
export function reopenIssue(world: World, input: NumberedScene): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  requireThat(issue.state === 'closed', `issue #${issue.number} is open`);
  reopenConversation(world, repository, issue);
  const shape = issueShape(world.host, repository, issue);
  world.emit('issues', {
    action: 'reopened',
    issue: { ...shape, state: 'open' },
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}

/** Emits `issues` deleted; its number is never reused. */
export function deleteIssue(world: World, input: NumberedScene): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  repository.issues.delete(issue.number);
  repository.deletedIssues.add(issue.number);
  issue.milestone?.issues.delete(issue);
  for (const { id, conversation } of repository.comments.values()) {
    if (conversation === issue) repository.comments.delete(id);
  }
  if (issue.state === 'open') repository.openIssues -= 1;
  world.emit('issues', {
    action: 'deleted',
    issue: issueShape(world.host, repository, issue),
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}
