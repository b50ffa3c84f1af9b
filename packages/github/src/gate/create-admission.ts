import { randomUUID } from 'node:crypto';
import type { Budget, Admission as Decision, RefusalReason } from '../budget/budget.ts';
import type { Credential } from '../credentials/credential.ts';
import { GitHubRateLimitError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { Call } from './call.ts';
import type { RefusedCredentials } from './refused-credentials.ts';
import type { Remaining } from './remaining.ts';
import type { RequestWeight } from './request-weight.ts';
import { sleep } from './sleep.ts';

/** A request that the budget let through; it must be settled under this id. */
export interface Admitted {
  id: string;
  credential: Credential;
}

export interface AdmissionOptions {
  budget: Budget;
  remaining: Remaining;
  refused: RefusedCredentials;
  metrics: Metrics;
  /** How long a request may be in flight, in milliseconds. */
  timeoutMs: number;
  /** How long a request waits for a budget that is closed or exhausted, in milliseconds. */
  patienceMs: number;
}

type Refused = Extract<Decision, { granted: false }>;

// A limit may grow, a clock may be moved, a Redis may be wiped: look again now and then.
const longestSleepMs = 60_000;
// Takes a credential out of flight somewhat after its request must have ended.
const graceMs = 5_000;

/**
 * Waits until the budget of one of the payer's credentials has room. What waits in this process, and becomes due at the
 * same time, is decided upon together.
 *
 * @returns a function that throws `GitHubRateLimitError` where the room would come after the deadline, or later than
 *   may be waited for.
 */
export function createAdmission({
  budget,
  remaining,
  refused,
  metrics,
  timeoutMs,
  patienceMs,
}: AdmissionOptions) {
  async function ask(call: Call, weight: RequestWeight): Promise<Admitted | Refused> {
    const id = randomUUID();
    let best: Refused | null = null;
    for (const tier of refused.leaveOut(call.payer.tiers)) {
      for (const credential of remaining.order(tier, weight.resource)) {
        const decision = await budget.reserve({
          ...weight,
          id,
          credential: credential.fingerprint,
          priority: call.priority,
          endpoint: call.route,
          expiresMs: timeoutMs + graceMs,
        });
        if (decision.granted) return { id, credential };
        if (best === null || decision.waitMs < best.waitMs) best = decision;
      }
      // What opens in a moment is waited for.
      if (best !== null && best.reason !== 'exhausted' && best.reason !== 'closed') break;
    }
    if (best === null) throw new TypeError('a payer has at least one credential');
    return best;
  }

  return async (call: Call, weight: RequestWeight): Promise<Admitted> => {
    const started = performance.now();
    // How long it waited for what may be hours away. That of a strategy's spacing comes soon.
    let waitedMs = 0;
    try {
      for (;;) {
        call.signal?.throwIfAborted();
        const answer = await ask(call, weight);
        if ('id' in answer) return answer;
        const { reason, waitMs } = answer;
        const isLong = waitMs > patienceMs || (mayBeLong.has(reason) && waitedMs + waitMs > patienceMs);
        const opensAt = Date.now() + (isLong ? Math.max(waitMs, patienceMs) : waitMs);
        if (isLong || opensAt > call.deadlineAt) throw opensLate(call, reason, new Date(opensAt));
        await sleep(Math.min(waitMs, longestSleepMs), call.signal);
        if (mayBeLong.has(reason)) waitedMs += waitMs;
      }
    } finally {
      metrics.throttled(call, (performance.now() - started) / 1_000);
    }
  };
}

const mayBeLong: ReadonlySet<RefusalReason> = new Set(['closed', 'exhausted']);

const opensLate = (call: Call, reason: RefusalReason, resetAt: Date) =>
  new GitHubRateLimitError('the budget for GitHub opens later than this request can wait', {
    resource: call.route,
    resetAt,
    kind: reason === 'exhausted' || reason === 'pace' ? 'primary' : 'secondary',
  });
