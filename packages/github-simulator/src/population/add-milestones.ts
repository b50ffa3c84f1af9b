import { nodeId } from '../world/node-id.ts';
import { timestamp } from '../world/timestamp.ts';
import { moments } from './moments.ts';
import type { Plot } from './plot.ts';

const fourWeeksMs = 28 * 24 * 60 * 60_000;

/** Milestones due after four weeks each; past ones are closed. */
export function addMilestones({ world, repository, size, from, until, someone }: Plot): void {
  for (const ms of moments(world.random, from, until, size.milestones)) {
    const id = world.nextId('milestone');
    const createdAt = timestamp(ms);
    const dueOn = timestamp(ms + fourWeeksMs);
    const isOver = ms + fourWeeksMs < until;
    repository.lastMilestone += 1;
    repository.milestones.set(repository.lastMilestone, {
      id,
      nodeId: nodeId('MI', 0, repository.id, id),
      number: repository.lastMilestone,
      title: `${createdAt.slice(0, 7)} / ${repository.lastMilestone}`,
      description: null,
      creator: someone(),
      issues: new Set(),
      state: isOver ? 'closed' : 'open',
      dueOn,
      createdAt,
      updatedAt: isOver ? dueOn : createdAt,
      closedAt: isOver ? dueOn : null,
    });
  }
}
