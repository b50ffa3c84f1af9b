import type { BudgetState } from '../budget/budget.ts';
import type { RateLimit } from './rate-limit.ts';

/** A budget's state as a word on its rate limit, at `now` in milliseconds since the epoch. */
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
    // What GitHub has not told of yet, such as a closure without limits, is known from now on.
    seenAt: new Date(seenAt === 0 ? now : seenAt),
  };
}
