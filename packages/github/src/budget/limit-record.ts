import type { LimitHeaders } from './budget.ts';
import type { LimitRecord } from './budget-record.ts';
import { memoryMs } from './trend.ts';

const sampleEveryMs = 10_000;
// Reset times that GitHub reports for one window differ by a second or two.
export const sameWindowMs = 30_000;
// A larger decrease of usage means that GitHub refunded some.
const refund = 50;

export const newLimit: LimitRecord = {
  limit: null,
  used: 0,
  resetAt: 0,
  isShifted: false,
  seenAt: 0,
  own: 0,
  paced: 0,
  dueAt: 0,
  trend: { at: 0, used: 0, strangers: 0, base: 0, burnSum: 0, strangersSum: 0, weight: 0 },
};

/** Starts a new window, as GitHub does with the first request after the reset. */
export function rollOver(record: LimitRecord, now: number): LimitRecord {
  const isOver = record.limit !== null && record.resetAt !== 0 && record.resetAt <= now;
  return isOver ? startWindow(record, now, 0) : record;
}

const startWindow = (record: LimitRecord, now: number, base: number): LimitRecord => ({
  ...record,
  used: 0,
  own: 0,
  paced: 0,
  resetAt: 0,
  trend: { ...record.trend, at: now, used: base, strangers: 0, base },
});

/** Applies GitHub's headers, in any order of responses; `cost` is the cost of this request. */
export function observe(before: LimitRecord, now: number, headers: LimitHeaders, cost: number): LimitRecord {
  const resetAt = now + headers.resetInMs;
  let record = before;
  if (record.limit === null) {
    record = { ...startWindow(record, now, Math.max(0, headers.used - cost)), paced: record.paced };
  }
  const isOlder = record.resetAt !== 0 && resetAt < record.resetAt - sameWindowMs;
  if (isOlder && !record.isShifted) return record;
  if (record.resetAt !== 0 && resetAt > record.resetAt + sameWindowMs) record = startWindow(record, now, 0);
  return sample(
    {
      ...record,
      own: record.own + cost,
      limit: headers.limit,
      used: headers.used < record.used - refund ? headers.used : Math.max(record.used, headers.used),
      resetAt,
      isShifted: false,
      seenAt: now,
    },
    now,
  );
}

function sample(record: LimitRecord, now: number): LimitRecord {
  const { used, own, limit, trend } = record;
  const elapsed = now - trend.at;
  if (elapsed < sampleEveryMs) return record;
  const strangers = used - trend.base - own;
  const seconds = elapsed / 1_000;
  // Ignores usage beyond the rate of the whole limit, as a single burst.
  const maxRate = (limit ?? 0) / 3_600;
  const weight = 1 - Math.exp(-elapsed / memoryMs);
  const strangersRate = Math.min((strangers - trend.strangers) / seconds, maxRate);
  const burnRate = (used - trend.used) / seconds;
  return {
    ...record,
    trend: {
      at: now,
      used,
      strangers,
      base: trend.base,
      strangersSum: trend.strangersSum + (strangersRate - trend.strangersSum) * weight,
      burnSum: trend.burnSum + (burnRate - trend.burnSum) * weight,
      weight: trend.weight + (1 - trend.weight) * weight,
    },
  };
}
