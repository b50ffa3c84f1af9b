import PQueue from 'p-queue';
import type { Priority } from '../budget/budget.ts';
import type { Call } from './call.ts';

/** Runs the requests of one payer and priority in order, several at once. */
export type Schedule = <T>(call: Call, work: () => Promise<T>) => Promise<T>;

/** Maximum number of requests of a priority in one process, including those that wait for the budget. */
const concurrency: Readonly<Record<Priority, number>> = { critical: 64, high: 64, normal: 16, low: 12 };

/** Each priority has its own concurrency group: less urgent requests never delay urgent ones. */
export function createConcurrencyGroups(): Schedule {
  const groups = new Map<string, PQueue>();

  function groupOf(key: string, priority: Priority): PQueue {
    const known = groups.get(key);
    if (known !== undefined) return known;
    const group = new PQueue({ concurrency: concurrency[priority] });
    group.addEventListener('idle', () => groups.delete(key), { once: true });
    groups.set(key, group);
    return group;
  }

  return ({ priority, payer }, work) => groupOf(`${priority} ${payer.id}`, priority).add(work);
}
