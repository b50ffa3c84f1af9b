import type { LimitRecord } from './budget-record.ts';

/** Moving averages of usage per second, weighted towards recent times; a sum is divided by its weight. */
type Trend = Pick<LimitRecord['trend'], 'burnSum' | 'strangersSum' | 'weight'>;

/** Time constant of both averages, in milliseconds. */
export const memoryMs = 600_000;
// The weight after one time constant is enough to rely on an average.
const believed = 1 - Math.exp(-1);

/** Usage per second by other clients; low while few samples exist. */
export const strangersRate = ({ strangersSum, weight }: Trend) =>
  Math.max(0, strangersSum) / Math.max(weight, believed);

/** Usage per second by all clients. */
export const burnRate = ({ burnSum, weight }: Trend) => (weight === 0 ? 0 : Math.max(0, burnSum) / weight);

/** The value at `now` of a rate observed at `seenAt`, if no usage was observed since. */
export const fadedRate = (rate: number, seenAt: number, now: number) =>
  rate * Math.exp(-Math.max(0, now - seenAt) / memoryMs);
