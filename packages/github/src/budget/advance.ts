import type { BudgetRecord, LimitRecord } from './budget-record.ts';
import { rollOver } from './limit-record.ts';
import { windowOf } from './policy.ts';
import { countWindowOf } from './secondary-limits-of.ts';
import { currentSlots } from './slot-counts.ts';

/** Tolerated error of the estimated store clock; a larger difference means that the clock was set back. */
const toleratedMs = 1_000;
/** Tolerance for the end of a window: GitHub's clock has whole seconds. */
const graceMs = 60_000;

/**
 * The record at a given time: expired leases and counts are removed, and windows that are over restart.
 *
 * If the clock was set back since the last change, all times of the record move back with it, as if no time had passed:
 * no request waits an extra hour, and no limit opens early.
 */
export function advance(record: BudgetRecord, clock: number): BudgetRecord {
  const aheadMs = record.at - clock;
  const based = aheadMs > toleratedMs ? shift(record, aheadMs) : record;
  const now = Math.max(clock, based.at);
  return {
    ...based,
    at: now,
    flights: Object.fromEntries(Object.entries(based.flights).filter(([, { expiresAt }]) => expiresAt > now)),
    limits: mapValues(based.limits, (limit, resource) => rollOver(clip(limit, resource, now), now)),
    counts: Object.fromEntries(
      Object.entries(based.counts)
        .map(([key, slots]) => [key, currentSlots(slots, { now, windowMs: countWindowOf(key) })] as const)
        .filter(([, slots]) => slots.length > 0),
    ),
  };
}

function shift(record: BudgetRecord, byMs: number): BudgetRecord {
  const back = (time: number) => (time === 0 ? 0 : time - byMs);
  return {
    ...record,
    at: back(record.at),
    closedUntil: back(record.closedUntil),
    flights: mapValues(record.flights, (flight) => ({ ...flight, expiresAt: back(flight.expiresAt) })),
    limits: mapValues(record.limits, ({ trend, ...limit }) => ({
      ...limit,
      resetAt: back(limit.resetAt),
      isShifted: true,
      seenAt: back(limit.seenAt),
      dueAt: back(limit.dueAt),
      trend: { ...trend, at: back(trend.at) },
    })),
    counts: mapValues(record.counts, (slots) =>
      slots.map(([begin, amount]): [number, number] => [back(begin), amount]),
    ),
  };
}

/** Limits the end of a window to its length from now. */
function clip(limit: LimitRecord, resource: string, now: number): LimitRecord {
  const { windowMs } = windowOf(resource);
  return limit.resetAt > now + windowMs + graceMs ? { ...limit, resetAt: now + windowMs } : limit;
}

const mapValues = <V>(values: Record<string, V>, change: (value: V, key: string) => V): Record<string, V> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
