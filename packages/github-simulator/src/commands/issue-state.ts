import { issueShape } from '../shapes/issue.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findIssue, requireThat } from '../world/lookup.ts';
import type { Issue, LockReason } from '../world/model.ts';
import type { NumberedScene } from './conversations.ts';

/** Emits `issues` pinned; at most three issues of a repository are pinned. */
export function pinIssue(world: World, input: NumberedScene): Issue {
  const { repository } = enter(world, input);
  const pinned = repository.issues.values().filter((issue) => issue.pinned);
  requireThat([...pinned].length < 3, `${repository.name} has three pinned issues`);
  return setPinned(world, input, true);
}

/** Emits `issues` unpinned. */
export function unpinIssue(world: World, input: NumberedScene): Issue {
  return setPinned(world, input, false);
}

/** Emits `issues` locked. */
export function lockIssue(world: World, input: NumberedScene & { reason?: LockReason }): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  requireThat(!issue.locked, `issue #${issue.number} is locked`);
  const lockReason = input.reason ?? null;
  Object.assign(issue, { locked: true, lockReason, updatedAt: world.time.now() });
  world.emit('issues', {
    action: 'locked',
    issue: { ...issueShape(world.host, repository, issue), locked: true, active_lock_reason: lockReason },
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}

/** Emits `issues` unlocked. */
export function unlockIssue(world: World, input: NumberedScene): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  requireThat(issue.locked, `issue #${issue.number} is not locked`);
  Object.assign(issue, { locked: false, lockReason: null, updatedAt: world.time.now() });
  world.emit('issues', {
    action: 'unlocked',
    issue: { ...issueShape(world.host, repository, issue), locked: false, active_lock_reason: null },
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}

function setPinned(world: World, input: NumberedScene, pinned: boolean): Issue {
  const { repository, sender } = enter(world, input);
  const issue = findIssue(repository, input.number);
  requireThat(issue.pinned !== pinned, `issue #${issue.number} is ${pinned ? '' : 'not '}pinned`);
  issue.pinned = pinned;
  world.emit('issues', {
    action: pinned ? 'pinned' : 'unpinned',
    issue: issueShape(world.host, repository, issue),
    ...surroundings(world, { repository, sender }),
  });
  return issue;
}
