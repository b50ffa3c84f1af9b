/** The weight of a request in GitHub's secondary limits. */
export interface Weighed {
  payer: string;
  /** The route, for example `GET /repos/:owner/:repo`: points are counted for each. */
  endpoint: string;
  /** A REST read is 1 point, a write 5. */
  points: number;
  isGraphql: boolean;
  createsContent: boolean;
}

/** GitHub's secondary limits. */
export interface SecondaryLimits {
  /** @returns the reason for a refusal, or a function to call when the request ends. */
  begin(request: Weighed): { refusal: string } | { end: () => void };
}

export interface SecondaryLimitsOptions {
  now: () => number;
  concurrent?: number;
  /** For each endpoint. */
  pointsPerMinute?: number;
  /** For GraphQL, which is one endpoint. */
  graphqlPointsPerMinute?: number;
  contentPerMinute?: number;
  contentPerHour?: number;
}

/**
 * 100 concurrent requests, points per minute for each endpoint, 80 contents per minute and 500 per hour.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export function createSecondaryLimits(options: SecondaryLimitsOptions): SecondaryLimits {
  const { now, concurrent = 100, contentPerMinute = 80, contentPerHour = 500 } = options;
  const { pointsPerMinute = 900, graphqlPointsPerMinute = 2_000 } = options;
  const running = new Map<string, number>();
  const counters = new Map<string, { until: number; count: number }>();

  /** Adds to the count of the key's current window, if that stays within the limit. */
  function take(key: string, amount: number, limit: number, windowMs: number): boolean {
    const known = counters.get(key);
    const counter =
      known !== undefined && known.until > now() ? known : { until: now() + windowMs, count: 0 };
    counters.set(key, counter);
    if (counter.count + amount > limit) return false;
    counter.count += amount;
    return true;
  }

  return {
    begin({ payer, endpoint, points, isGraphql, createsContent }) {
      const maxPoints = isGraphql ? graphqlPointsPerMinute : pointsPerMinute;
      const atOnce = running.get(payer) ?? 0;
      if (atOnce >= concurrent) return { refusal: 'concurrency' };
      if (!take(`${payer} ${endpoint}`, points, maxPoints, 60_000)) return { refusal: 'points' };
      if (createsContent) {
        const inMinute = take(`${payer} content minute`, 1, contentPerMinute, 60_000);
        if (!inMinute || !take(`${payer} content hour`, 1, contentPerHour, 3_600_000)) {
          return { refusal: 'content' };
        }
      }
      running.set(payer, atOnce + 1);
      return { end: () => void running.set(payer, (running.get(payer) ?? 1) - 1) };
    },
  };
}
