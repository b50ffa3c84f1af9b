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

/** A request that the budget admitted; it must be settled with this id. */
export interface Admitted {
  id: string;
  credential: Credential;
}

export interface AdmissionOptions {
  budget: Budget;
  remaining: Remaining;
  refused: RefusedCredentials;
  metrics: Metrics;
  /** Maximum time of a request in flight, in milliseconds. */
  timeoutMs: number;
  /** How long a request waits for a budget that is closed or exhausted, in milliseconds. */
  patienceMs: number;
}

type Refused = Extract<Decision, { granted: false }>;

// Check again after this time: a limit may grow, a clock may change, a Redis may be wiped.
const longestSleepMs = 60_000;
/** A credential that opens so soon is preferred to those of the next tier. */
const momentMs = 5_000;
// The lease of a request ends this long after its timeout.
const graceMs = 5_000;

/**
 * Waits until the budget of one of the payer's credentials has room. Requests that become due at the same time in this
 * process are decided together.
 *
 * @returns a function that throws `GitHubRateLimitError` if there is no room before the deadline or within the maximum
 * wait.
 */
export function createAdmission({
  budget,
  remaining,
  refused,
  metrics,
  timeoutMs,
  patienceMs,
}: AdmissionOptions) {
  async function reserve(call: Call, weight: RequestWeight): Promise<Admitted | Refused> {
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
      if (best !== null && !mayBeLong.has(best.reason) && best.waitMs <= momentMs) break;
    }
    if (best === null) throw new TypeError('a payer has at least one credential');
    return best;
  }

  return async (call: Call, weight: RequestWeight): Promise<Admitted> => {
    const started = performance.now();
    // How long it waited for a budget that may be closed for hours. The spacing of a strategy does not count.
    let waitedMs = 0;
    try {
      for (;;) {
        call.signal?.throwIfAborted();
        const answer = await reserve(call, weight);
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
