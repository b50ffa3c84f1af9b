import { advance } from './advance.ts';
import type { Admission, Priority, RefusalReason, Reservation } from './budget.ts';
import type { BudgetRecord, LimitRecord } from './budget-record.ts';
import { newLimit } from './limit-record.ts';
import { paceOf } from './pace-of.ts';
import type { BudgetPolicy } from './policy.ts';
import { secondaryLimitsOf } from './secondary-limits-of.ts';
import { addToSlots, waitForSlots } from './slot-counts.ts';
import { strangersRate } from './trend.ts';

const minuteMs = 60_000;

/** Delay before a retry when the time of the next admission is unknown, in milliseconds. */
const soon = { concurrency: 50, unknown: 25, settling: 250, forecast: 5_000 };

/**
 * Decides whether a request may be sent at a given time.
 *
 * @returns the record with the request in flight; if it is refused, the unchanged record, except after a clock was set
 * back.
 */
export function admit(
  record: BudgetRecord,
  reservation: Reservation,
  clock: number,
  policy: BudgetPolicy,
): { record: BudgetRecord; decision: Admission } {
  const current = advance(record, clock);
  const refusal = refuse(current, reservation, policy);
  if (refusal !== null) return { record: current.at < record.at ? current : record, decision: refusal };
  return { record: commit(current, reservation, policy), decision: { granted: true } };
}

const refusalFor = (reason: RefusalReason, waitMs: number): Admission => ({
  granted: false,
  reason,
  waitMs: Math.max(1, Math.ceil(waitMs)),
});

function refuse(record: BudgetRecord, reservation: Reservation, policy: BudgetPolicy): Admission | null {
  const { at: now, closedUntil, flights } = record;
  const { resource, priority } = reservation;
  if (closedUntil > now) return refusalFor('closed', closedUntil - now);
  const inFlight = Object.values(flights);
  if (inFlight.length >= policy.concurrency[priority]) return refusalFor('concurrency', soon.concurrency);
  if (resource !== null) {
    const limit = record.limits[resource] ?? newLimit;
    const ofResource = inFlight.filter((flight) => flight.resource === resource).length;
    const refusal =
      refuseByLimit(limit, { priority, inFlight: ofResource, now, policy }) ??
      (isPaced(priority) ? refuseByPace(limit, { resource, now, policy }) : null);
    if (refusal !== null) return refusal;
  }
  for (const { key, ...secondary } of secondaryLimitsOf(reservation, policy)) {
    const waitMs = waitForSlots(record.counts[key] ?? [], { now, ...secondary });
    if (waitMs > 0) return refusalFor('secondary', waitMs);
  }
  return null;
}

function refuseByLimit(
  { limit, used, own, resetAt, seenAt, trend }: LimitRecord,
  {
    priority,
    inFlight,
    now,
    policy: { headroom, maxPerHour },
  }: { priority: Priority; inFlight: number; now: number; policy: BudgetPolicy },
): Admission | null {
  if (limit === null) return inFlight === 0 ? null : refusalFor('unknown', soon.unknown);
  if (limit === 0) return null;
  const leftMs = Math.max(0, resetAt - now);
  const strangers = strangersRate(trend);
  // What other clients may have used since GitHub's newest headers, and will use until the reset.
  const unreported = Math.ceil((strangers * (Math.min(now - seenAt, minuteMs) + 1_000)) / 1_000);
  const forecast = priority === 'critical' ? 0 : (strangers * leftMs) / 1_000;
  const ceiling = Math.min(limit, maxPerHour ?? limit);
  const remaining = Math.min(limit - used - (strangers > 0 ? unreported : 0), ceiling - own);
  const free = remaining - forecast - headroom[priority] * ceiling;
  if (free > inFlight) return null;
  if (leftMs === 0) return refusalFor('exhausted', soon.settling);
  if (free > 0) return refusalFor('exhausted', Math.min(leftMs, soon.settling));
  return refusalFor('exhausted', forecast > 0 ? Math.min(leftMs, soon.forecast) : leftMs);
}

const isPaced = (priority: Priority) => priority === 'normal' || priority === 'low';

function refuseByPace(
  limit: LimitRecord,
  { resource, now, policy }: { resource: string; now: number; policy: BudgetPolicy },
): Admission | null {
  const { spacingMs, burst, maxPaced } = paceOf(policy, limit, resource);
  if (limit.paced >= maxPaced && limit.resetAt > now) return refusalFor('pace', limit.resetAt - now);
  const earliest = limit.dueAt - (burst - 1) * spacingMs;
  return now >= earliest ? null : refusalFor('pace', earliest - now);
}

function commit(record: BudgetRecord, reservation: Reservation, policy: BudgetPolicy): BudgetRecord {
  const { at: now } = record;
  const { id, resource, priority, expiresMs } = reservation;
  const limits = { ...record.limits };
  if (resource !== null && isPaced(priority)) {
    const limit = limits[resource] ?? newLimit;
    const { spacingMs } = paceOf(policy, limit, resource);
    limits[resource] = { ...limit, dueAt: Math.max(now, limit.dueAt) + spacingMs, paced: limit.paced + 1 };
  }
  const counts = { ...record.counts };
  for (const { key, windowMs, amount } of secondaryLimitsOf(reservation, policy)) {
    counts[key] = addToSlots(counts[key] ?? [], { now, windowMs, amount });
  }
  const flights = { ...record.flights, [id]: { resource, expiresAt: now + expiresMs } };
  return { ...record, flights, limits, counts };
}
