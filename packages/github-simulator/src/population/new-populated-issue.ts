import type { Issue } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { timestamp } from '../world/timestamp.ts';
import type { Plot } from './plot.ts';

const dayMs = 24 * 60 * 60_000;

/** An issue of its time: most are closed, old ones almost always. None has comments. */
export function newPopulatedIssue(plot: Plot, { ms, number }: { ms: number; number: number }): Issue {
  const { world, repository, until, someone, reports } = plot;
  const { random } = world;
  const id = world.nextId('issue');
  // Half are closed within two weeks, and one in ten never.
  const closedMs = random.chance(0.1) ? until : ms - 20 * dayMs * Math.log(1 - random.fraction());
  const isClosed = closedMs < until;
  const closedAt = isClosed ? timestamp(closedMs) : null;
  const milestones = repository.milestones;
  const milestone = random.chance(0.2) ? milestones.get(random.integer(1, milestones.size + 1)) : undefined;
  return {
    id,
    nodeId: nodeId('I', 0, repository.id, id),
    number,
    ...random.pick(reports),
    author: someone(),
    labels: random.chance(0.6) ? [random.pick([...repository.labels.values()])] : [],
    assignees: random.chance(0.3) ? [someone()] : [],
    milestone: milestone ?? null,
    locked: false,
    lockReason: null,
    pinned: false,
    comments: 0,
    state: isClosed ? 'closed' : 'open',
    stateReason: isClosed ? (random.chance(0.85) ? 'completed' : 'not_planned') : null,
    createdAt: timestamp(ms),
    updatedAt: closedAt ?? timestamp(ms + (until - ms) * random.fraction() ** 2),
    closedAt,
  };
}
