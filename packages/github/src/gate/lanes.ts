import type { Priority } from '../budget/budget.ts';
import type { Call } from './call.ts';

/** Runs the requests of one payer and priority in the order they came, as many at once as their lane is wide. */
export type Lanes = <T>(call: Call, work: () => Promise<T>) => Promise<T>;

interface Lane {
  running: number;
  waiting: (() => void)[];
}

/** How many requests of a priority one process has under way: those that wait for the budget among them. */
const widths: Readonly<Record<Priority, number>> = { critical: 64, high: 64, normal: 16, low: 12 };

/**
 * Urgent requests have lanes of their own: nothing less urgent is ever in their way. (Bottleneck would hold every
 * request back by as much as the clock was set back.)
 */
export function createLanes(): Lanes {
  const lanes = new Map<string, Lane>();

  async function enter(key: string, width: number): Promise<Lane> {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] };
    lanes.set(key, lane);
    if (lane.running < width) lane.running += 1;
    // Whoever leaves hands its place on.
    else await new Promise<void>((resolve) => lane.waiting.push(resolve));
    return lane;
  }

  function leave(key: string, lane: Lane): void {
    const next = lane.waiting.shift();
    if (next === undefined) lane.running -= 1;
    else next();
    if (lane.running === 0) lanes.delete(key);
  }

  return async ({ priority, payer }, work) => {
    const key = `${priority} ${payer.id}`;
    const lane = await enter(key, widths[priority]);
    try {
      return await work();
    } finally {
      leave(key, lane);
    }
  };
}
