import Bottleneck from 'bottleneck';
import type { Priority } from '../budget/budget.ts';
import type { Call } from './call.ts';

/** Runs requests of one payer and priority beside each other, as many as the lane is wide. */
export type Lanes = <T>(call: Call, work: () => Promise<T>) => Promise<T>;

/** How many requests of a priority one process has under way: those that wait for the budget among them. */
const widths: Readonly<Record<Priority, number>> = { critical: 48, high: 32, normal: 16, low: 12 };

/** Urgent requests have lanes of their own: nothing less urgent is ever in their way. */
export function createLanes(): Lanes {
  const group = (maxConcurrent: number) => new Bottleneck.Group({ maxConcurrent });
  const groups: Readonly<Record<Priority, Bottleneck.Group>> = {
    critical: group(widths.critical),
    high: group(widths.high),
    normal: group(widths.normal),
    low: group(widths.low),
  };
  return (call, work) =>
    groups[call.priority].key(call.payer.id).schedule(async () => {
      call.signal?.throwIfAborted();
      return await work();
    });
}
