import type { BudgetRecord, LimitRecord } from './budget-record.ts';
import { sameWindowMs } from './limit-record.ts';

/**
 * Merges the record that a process knows with that of a store that lost it, or was unavailable. For each limit the
 * stricter state applies.
 */
export function mergeRecords(known: BudgetRecord, stored: BudgetRecord): BudgetRecord {
  const counts = { ...known.counts, ...stored.counts };
  const limits = { ...known.limits, ...stored.limits };
  for (const [resource, limit] of Object.entries(stored.limits)) {
    const ours = known.limits[resource];
    if (ours !== undefined) limits[resource] = mergeLimits(ours, limit);
  }
  return {
    ...stored,
    closedUntil: Math.max(known.closedUntil, stored.closedUntil),
    strikes: Math.max(known.strikes, stored.strikes),
    flights: { ...known.flights, ...stored.flights },
    limits,
    counts,
  };
}

function mergeLimits(known: LimitRecord, stored: LimitRecord): LimitRecord {
  if (stored.limit === null || known.limit === null) return stored.limit === null ? known : stored;
  if (Math.abs(known.resetAt - stored.resetAt) > sameWindowMs) {
    return known.resetAt > stored.resetAt ? known : stored;
  }
  return {
    ...stored,
    used: Math.max(known.used, stored.used),
    own: Math.max(known.own, stored.own),
    paced: Math.max(known.paced, stored.paced),
    dueAt: Math.max(known.dueAt, stored.dueAt),
  };
}
