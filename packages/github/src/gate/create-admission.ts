import { randomUUID } from 'node:crypto';
import type { Budget, Admission as Decision } from '../budget/budget.ts';
import type { Credential } from '../credentials/credential.ts';
import { GitHubRateLimitError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { Call } from './call.ts';
import { createTurns } from './in-turn.ts';
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
  metrics: Metrics;
  /** How long a request may be in flight, in milliseconds. */
  timeoutMs: number;
}

type Refused = Extract<Decision, { granted: false }>;

// A limit may grow, a clock may be moved, a Redis may be wiped: look again now and then.
const longestSleepMs = 60_000;
// Takes a credential out of flight somewhat after its request must have ended.
const graceMs = 5_000;

/**
 * Waits until the budget of one of the payer's credentials has room. Requests of one payer, resource and
 * priority ask one after the other, so that a thousand that wait ask as often as one.
 *
 * @returns a function that throws `GitHubRateLimitError` where the room would come after the deadline.
 */
export function createAdmission({ budget, remaining, metrics, timeoutMs }: AdmissionOptions) {
  const inTurn = createTurns();

  async function ask(call: Call, weight: RequestWeight): Promise<Admitted | Refused> {
    const id = randomUUID();
    let best: Refused | null = null;
    for (const credential of remaining.order(call.payer.credentials, weight.resource)) {
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
    if (best === null) throw new TypeError('a payer has at least one credential');
    return best;
  }

  /** Waits in turn; what an endpoint's own limit refuses lets the others go first. */
  async function askUntilGranted(call: Call, weight: RequestWeight): Promise<Admitted | Refused> {
    for (;;) {
      const answer = await ask(call, weight);
      if ('id' in answer || answer.reason === 'secondary') return answer;
      await wait(call, answer);
    }
  }

  async function wait(call: Call, { waitMs, reason }: Refused): Promise<void> {
    const resetAt = new Date(Date.now() + waitMs);
    if (resetAt.getTime() > call.deadlineAt) {
      throw new GitHubRateLimitError('the budget for GitHub opens after the deadline of this request', {
        resource: call.route,
        resetAt,
        kind: reason === 'exhausted' || reason === 'pace' ? 'primary' : 'secondary',
      });
    }
    await sleep(Math.min(waitMs, longestSleepMs), call.signal);
  }

  return async (call: Call, weight: RequestWeight): Promise<Admitted> => {
    const started = performance.now();
    try {
      for (;;) {
        call.signal?.throwIfAborted();
        const lane = `${call.payer.id} ${weight.resource} ${call.priority}`;
        const answer = await inTurn(lane, () => askUntilGranted(call, weight));
        if ('id' in answer) return answer;
        await wait(call, answer);
      }
    } finally {
      metrics.throttled(call, (performance.now() - started) / 1_000);
    }
  };
}
