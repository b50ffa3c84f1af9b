import Bottleneck from 'bottleneck';
import type { Priority } from '../budget/budget.ts';
import type { Call } from './call.ts';

/**
 * Runs requests of one payer and priority beside each other, as many as the lane is wide: each is prepared,
 * then does its work.
 */
export type Lanes = <P, T>(
  call: Call,
  prepare: () => Promise<P>,
  work: (prepared: P) => Promise<T>,
) => Promise<T>;

/** How many requests of a priority one process has under way: those that wait for the budget among them. */
const widths: Readonly<Record<Priority, number>> = { critical: 64, high: 64, normal: 16, low: 12 };

/** Urgent requests have lanes of their own: nothing less urgent is ever in their way. */
export function createLanes(): Lanes {
  const group = (maxConcurrent: number) => new Bottleneck.Group({ maxConcurrent });
  const groups: Readonly<Record<Priority, Bottleneck.Group>> = {
    critical: group(widths.critical),
    high: group(widths.high),
    normal: group(widths.normal),
    low: group(widths.low),
  };
  return async ({ priority, payer }, prepare, work) => {
    const lane = groups[priority].key(payer.id);
    // Bottleneck takes some milliseconds to let even a lone request in: time enough to prepare it.
    const ahead = isEmpty(lane) ? prepare() : null;
    // Thrown where it is awaited.
    ahead?.catch(() => {});
    return await lane.schedule(async () => await work(await (ahead ?? prepare())));
  };
}

function isEmpty(lane: Bottleneck): boolean {
  const { RECEIVED, QUEUED, RUNNING, EXECUTING } = lane.counts();
  return RECEIVED + QUEUED + RUNNING + EXECUTING === 0;
}
