import type { LimitRecord } from './budget-record.ts';

/** Averages of what is spent a second, recent times weighing most; a sum is worth what its weight says. */
type Trend = Pick<LimitRecord['trend'], 'burnSum' | 'strangersSum' | 'weight'>;

/** The time constant of both averages, in milliseconds. */
export const memoryMs = 600_000;
// One time constant's worth of weight is enough to believe an average.
const believed = 1 - Math.exp(-1);

/** What strangers spend a second; little as long as little was seen. */
export const strangersRate = ({ strangersSum, weight }: Trend) =>
  Math.max(0, strangersSum) / Math.max(weight, believed);

/** What everybody spends a second. */
export const burnRate = ({ burnSum, weight }: Trend) => (weight === 0 ? 0 : Math.max(0, burnSum) / weight);

/** What a rate of `seenAt` has come down to at `now`, nothing more having been seen to be spent. */
export const fadedRate = (rate: number, seenAt: number, now: number) =>
  rate * Math.exp(-Math.max(0, now - seenAt) / memoryMs);
