import { issueShape } from '../shapes/issue.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findIssue, requireThat } from '../world/lookup.ts';
import type { Issue } from '../world/model.ts';
import { type NumberedScene, newConversation } from './conversations.ts';

/**
 * Moves an open issue to another repository of the same owner, where it gets a new number and id; labels are kept if
 * that repository has them, a milestone is not. Emits `issues` opened there, then transferred.
 */
export function transferIssue(world: World, input: NumberedScene & { to: string }): Issue {
  const { repository, sender } = enter(world, input);
  const { repository: target } = enter(world, { repository: input.to, by: input.by });
  const issue = findIssue(repository, input.number);
  requireThat(
    target !== repository && target.owner === repository.owner,
    `#${issue.number} cannot be transferred to ${input.to}`,
  );
  requireThat(issue.state === 'open', `issue #${issue.number} is closed`);
  const oldIssue = issueShape(world.host, repository, issue);
  const moved: Issue = {
    ...newConversation(world, target, {
      repository: input.to,
      by: issue.author.login,
      title: issue.title,
      body: issue.body,
      labels: issue.labels.map(({ name }) => name).filter((name) => target.labels.has(name)),
      assignees: issue.assignees.map(({ login }) => login),
    }),
    stateReason: issue.stateReason,
    comments: issue.comments,
    locked: issue.locked,
    lockReason: issue.lockReason,
    createdAt: issue.createdAt,
  };
  repository.openIssues -= 1;
  target.issues.set(moved.number, moved);
  repository.issues.delete(issue.number);
  issue.milestone?.issues.delete(issue);
  for (const comment of repository.comments.values()) {
    if (comment.conversation !== issue) continue;
    repository.comments.delete(comment.id);
    target.comments.set(comment.id, { ...comment, conversation: moved });
  }
  repository.movedIssues.set(issue.number, { repository: target, number: moved.number });
  const newIssue = issueShape(world.host, target, moved);
  world.emit('issues', {
    action: 'opened',
    changes: { old_issue: oldIssue, old_repository: repositoryShape(world.host, repository) },
    issue: { ...newIssue, state: 'open', closed_at: null },
    ...surroundings(world, { repository: target, sender }),
  });
  world.emit('issues', {
    action: 'transferred',
    changes: { new_issue: newIssue, new_repository: repositoryShape(world.host, target) },
    issue: oldIssue,
    ...surroundings(world, { repository, sender }),
  });
  return moved;
}
