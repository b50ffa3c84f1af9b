import type { BudgetState } from '../budget/budget.ts';
import type { RateLimit } from './rate-limit.ts';

/** Converts a budget's state at `now`, in milliseconds since the epoch, to a rate limit report. */
export function rateLimitOf(state: BudgetState, now: number): RateLimit {
  const { credential, resource, limit, used, resetAt, closedUntil, inFlight, burnRate, seenAt } = state;
  return {
    credential,
    resource,
    limit,
    used,
    resetAt: resetAt === 0 ? null : new Date(resetAt),
    closedUntil: closedUntil > now ? new Date(closedUntil) : null,
    inFlight,
    burnRate,
    // State that GitHub has not reported yet, such as a closure without limits, is dated now.
    seenAt: new Date(seenAt === 0 ? now : seenAt),
  };
}
