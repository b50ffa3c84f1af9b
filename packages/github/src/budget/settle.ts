import { advance } from './advance.ts';
import type { Settlement } from './budget.ts';
import type { BudgetRecord, LimitRecord } from './budget-record.ts';
import { newLimit, observe } from './limit-record.ts';

const minuteMs = 60_000;
const longestClosureMs = 3_600_000;

/** Removes a request from those in flight, and applies the limits of its response. */
export function settle(record: BudgetRecord, settlement: Settlement, clock: number): BudgetRecord {
  const current = advance(record, clock);
  const { id, resource, headers, closeMs } = settlement;
  const { [id]: _ended, ...flights } = current.flights;
  const settled = { ...current, flights };
  if (closeMs !== undefined) Object.assign(settled, closed(current, closeMs));
  else if (headers !== null && current.closedUntil <= current.at) settled.strikes = 0;
  if (resource === null || headers === null) return settled;
  const limit = current.limits[resource] ?? newLimit;
  return {
    ...settled,
    limits: { ...current.limits, [resource]: learned(limit, settlement, current.at) },
  };
}

/** Without a given time GitHub requires at least a minute, and exponentially more for repeated refusals. */
function closed({ at, closedUntil, strikes }: BudgetRecord, closeMs: number | null) {
  const atLeast = Math.min(minuteMs * 2 ** strikes, longestClosureMs);
  return { closedUntil: Math.max(closedUntil, at + (closeMs ?? atLeast)), strikes: strikes + 1 };
}

function learned(limit: LimitRecord, { headers, cost }: Settlement, now: number): LimitRecord {
  if (headers === null) return limit;
  if (headers === 'none') return { ...limit, limit: limit.limit ?? 0 };
  return observe(limit, now, headers, cost);
}
