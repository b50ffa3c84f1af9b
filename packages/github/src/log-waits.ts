import type { Logger } from '@hubtwin/telemetry';
import type { Budget, RefusalReason, Reservation } from './budget/budget.ts';

/** Shorter waits are not logged, in milliseconds: the spacing of a strategy causes many of them. */
const minWaitMs = 5_000;

interface Wait {
  reason: RefusalReason;
  beganAt: number;
  /** When the budget is expected to open. */
  until: number;
}

/**
 * A budget that logs when requests must wait, with reason and end, and when they continue: one line each for a
 * credential, resource and priority, for any number of requests.
 */
export function logWaits(budget: Budget, logger: Logger): Budget {
  const waits = new Map<string, Wait>();
  const refusedAt = new Map<string, number>();

  function began({ credential, resource, priority }: Reservation, reason: RefusalReason, waitMs: number) {
    const key = `${credential} ${resource} ${priority}`;
    const now = Date.now();
    const known = waits.get(key);
    const until = now + waitMs;
    const isKnown = known?.reason === reason && until <= known.until + minWaitMs;
    if (waitMs < minWaitMs || isKnown) return;
    waits.set(key, { reason, beganAt: known?.beganAt ?? now, until });
    const details = { credential, resource, priority, reason, until: new Date(until).toISOString() };
    logger.info(details, 'requests to GitHub wait for the budget');
  }

  function ended({ credential, resource, priority }: Reservation) {
    const key = `${credential} ${resource} ${priority}`;
    const known = waits.get(key);
    if (known === undefined) return;
    waits.delete(key);
    const waitedMs = Date.now() - known.beganAt;
    const details = { credential, resource, priority, reason: known.reason, waited_ms: waitedMs };
    logger.info(details, 'requests to GitHub continue');
  }

  /** Requests that were sent before the first refusal are refused, too: all are one line. */
  function refused(credential: string, resource: string | null, retryAfterMs: number | null) {
    const now = Date.now();
    if (now - (refusedAt.get(credential) ?? 0) < minWaitMs) return;
    refusedAt.set(credential, now);
    logger.warn({ credential, resource, retry_after_ms: retryAfterMs }, 'GitHub refuses requests for now');
  }

  return {
    async reserve(reservation) {
      const decision = await budget.reserve(reservation);
      if (decision.granted) ended(reservation);
      else began(reservation, decision.reason, decision.waitMs);
      return decision;
    },
    settle(settlement) {
      const { credential, resource, closeMs } = settlement;
      if (closeMs !== undefined) refused(credential, resource, closeMs);
      return budget.settle(settlement);
    },
    read: () => budget.read(),
    [Symbol.asyncDispose]: () => budget[Symbol.asyncDispose](),
  };
}
