import { issueShape } from '../shapes/issue.ts';
import { milestoneShape } from '../shapes/milestone.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findIssue, requireThat } from '../world/lookup.ts';
import type { Issue } from '../world/model.ts';
import type { NumberedScene } from './conversations.ts';
import { findMilestone } from './milestones.ts';

/** Emits `issues` milestoned, and before it demilestoned if the issue had another milestone. */
export function setMilestone(world: World, input: NumberedScene & { milestone: number }): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  const milestone = findMilestone(repository, input.milestone);
  requireThat(issue.milestone !== milestone, `#${input.number} has milestone ${milestone.number}`);
  if (issue.milestone !== null) clearMilestone(world, input);
  issue.milestone = milestone;
  milestone.issues.add(issue);
  issue.updatedAt = world.time.now();
  const shape = milestoneShape(world.host, repository, milestone);
  world.emit('issues', {
    action: 'milestoned',
    issue: { ...issueShape(world.host, repository, issue), milestone: shape },
    milestone: shape,
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}

/** Emits `issues` demilestoned. */
export function clearMilestone(world: World, input: NumberedScene): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  const { milestone } = issue;
  requireThat(milestone !== null, `#${input.number} has no milestone`);
  issue.milestone = null;
  milestone.issues.delete(issue);
  issue.updatedAt = world.time.now();
  world.emit('issues', {
    action: 'demilestoned',
    issue: { ...issueShape(world.host, repository, issue), milestone: null },
    milestone: milestoneShape(world.host, repository, milestone),
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}
