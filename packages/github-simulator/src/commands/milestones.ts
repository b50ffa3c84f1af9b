import { milestoneShape } from '../shapes/milestone.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, found, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { Milestone, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';

/** A milestone by its number, and the actor. */
export interface MilestoneScene extends Scene {
  milestone: number;
}

interface MilestoneTexts {
  title: string;
  description?: string;
  /** Due date in GitHub's ISO format. */
  dueOn?: string;
}

/** Emits `milestone` created. */
export function createMilestone(world: World, input: Scene & MilestoneTexts): Milestone {
  const { repository, sender } = enter(world, input);
  const id = world.nextId('milestone');
  const now = world.time.now();
  repository.lastMilestone += 1;
  const milestone: Milestone = {
    id,
    nodeId: nodeId('MI', 0, repository.id, id),
    number: repository.lastMilestone,
    title: input.title,
    description: input.description ?? null,
    creator: sender,
    issues: new Set(),
    state: 'open',
    dueOn: input.dueOn ?? null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
  };
  repository.milestones.set(milestone.number, milestone);
  const shape = milestoneShape(world.host, repository, milestone);
  world.emit('milestone', {
    action: 'created',
    milestone: { ...shape, state: 'open', closed_at: null },
    ...surroundings(world, { repository, sender }),
  });
  return milestone;
}

/** Emits `milestone` edited with the old values. */
export function editMilestone(world: World, input: MilestoneScene & Partial<MilestoneTexts>): Milestone {
  const { repository, sender } = enter(world, input);
  const milestone = findMilestone(repository, input.milestone);
  const { title, description, dueOn } = milestone;
  const changes = {
    ...(input.title !== undefined && { title: { from: title } }),
    ...(input.description !== undefined && { description: { from: description ?? '' } }),
    ...(input.dueOn !== undefined && { due_on: { from: dueOn ?? '' } }),
  };
  milestone.title = input.title ?? title;
  milestone.description = input.description ?? description;
  milestone.dueOn = input.dueOn ?? dueOn;
  milestone.updatedAt = world.time.now();
  world.emit('milestone', {
    action: 'edited',
    changes,
    milestone: milestoneShape(world.host, repository, milestone),
    ...surroundings(world, { repository, sender }),
  });
  return milestone;
}

/** Emits `milestone` closed. */
export function closeMilestone(world: World, input: MilestoneScene): Milestone {
  const { milestone, ...at } = enterMilestone(world, input);
  requireThat(milestone.state === 'open', `milestone ${milestone.number} is closed`);
  const now = world.time.now();
  Object.assign(milestone, { state: 'closed', closedAt: now, updatedAt: now });
  const shape = milestoneShape(world.host, at.repository, milestone);
  world.emit('milestone', {
    action: 'closed',
    milestone: { ...shape, state: 'closed', closed_at: now },
    ...surroundings(world, at),
  });
  return milestone;
}

/** Reopens a closed milestone: emits `milestone` opened. */
export function openMilestone(world: World, input: MilestoneScene): Milestone {
  const { milestone, ...at } = enterMilestone(world, input);
  requireThat(milestone.state === 'closed', `milestone ${milestone.number} is open`);
  Object.assign(milestone, { state: 'open', closedAt: null, updatedAt: world.time.now() });
  const shape = milestoneShape(world.host, at.repository, milestone);
  world.emit('milestone', {
    action: 'opened',
    milestone: { ...shape, state: 'open', closed_at: null },
    ...surroundings(world, at),
  });
  return milestone;
}

/** Emits `milestone` deleted only; it is removed from its issues without events. */
export function deleteMilestone(world: World, input: MilestoneScene): Milestone {
  const { milestone, ...at } = enterMilestone(world, input);
  const shape = milestoneShape(world.host, at.repository, milestone);
  const { issues, pullRequests, milestones } = at.repository;
  for (const conversation of [...issues.values(), ...pullRequests.values()]) {
    if (conversation.milestone === milestone) conversation.milestone = null;
  }
  milestones.delete(milestone.number);
  world.emit('milestone', { action: 'deleted', milestone: shape, ...surroundings(world, at) });
  return milestone;
}

export function findMilestone({ milestones, name }: Repository, number: number): Milestone {
  return found(milestones.get(number), `milestone ${number} in ${name}`);
}

function enterMilestone(world: World, input: MilestoneScene): Place & { milestone: Milestone } {
  const at = enter(world, input);
  return { ...at, milestone: findMilestone(at.repository, input.milestone) };
}
