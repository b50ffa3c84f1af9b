import type { RateLimit as Presented } from '@hubtwin/contract';
import { predictExhaustion, type RateLimit, type StrategyName, strategyOf } from '@hubtwin/github';
import { time } from '../queries/present.ts';
import { pacePerHour } from './pace-per-hour.ts';

/** The configured pace of requests. */
export interface Pacing {
  strategy: StrategyName;
  /** The configured maximum of requests per hour; null: only GitHub's limit. */
  maxPerHour: number | null;
}

/** The representation of a rate limit, with its strategy and its forecast, at `now` in milliseconds since the epoch. */
export function presentRateLimit(word: RateLimit, { strategy }: Pacing, now: number): Presented {
  const exhaustion = predictExhaustion(word, now);
  return {
    credential: word.credential,
    resource: word.resource,
    limit: word.limit,
    used: word.used,
    remaining: word.limit === null ? null : Math.max(0, word.limit - word.used),
    reset_at: time(word.resetAt),
    closed_until: time(word.closedUntil),
    in_flight: word.inFlight,
    pace_per_hour: pacePerHour(word.burnRate),
    seen_at: word.seenAt.toISOString(),
    strategy: strategyOf(strategy, word),
    exhaustion:
      exhaustion === null
        ? null
        : {
            exhausted_at: exhaustion.exhaustedAt.toISOString(),
            before_reset_seconds: exhaustion.beforeResetSeconds,
            message: exhaustion.message,
          },
  };
}
