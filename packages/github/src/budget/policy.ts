import type { Priority } from './budget.ts';

export type StrategyName = 'conservative' | 'adaptive' | 'aggressive';

/** How normal and low priorities are paced, at a limit of 5,000 an hour; scaled to the limit GitHub reports. */
interface Strategy {
  perHour: number;
  burst: number;
}

/** What the fleet allows itself under GitHub's limits. */
export interface BudgetPolicy {
  /** In order of use: the one at the first threshold that the share used does not exceed. */
  paces: readonly { usedUpTo: number; perHour: number; burst: number }[];
  /** Whether `perHour` is also the most that paced requests take of a window. */
  capped: boolean;
  /** Share of the limit that a priority leaves to the more urgent ones. */
  headroom: Readonly<Record<Priority, number>>;
  /** How many requests may be in flight, all together, for a request of this priority to join them. */
  concurrency: Readonly<Record<Priority, number>>;
  /** Each endpoint's, a minute. */
  points: number;
  graphqlPoints: number;
  contentPerMinute: number;
  contentPerHour: number;
  /** A ceiling of one's own on requests an hour. */
  maxPerHour: number | null;
}

const strategies: Readonly<Record<StrategyName, Strategy>> = {
  conservative: { perHour: 3_000, burst: 10 },
  adaptive: { perHour: 4_000, burst: 20 },
  aggressive: { perHour: 4_800, burst: 50 },
};

/** The limit that the strategies' numbers are for. */
export const strategyLimit = 5_000;

/**
 * Below GitHub's 100 at once, so that an urgent request always finds a place, and a stranger one beside it.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const concurrency = { critical: 95, high: 80, normal: 60, low: 40 };

const hourResources = { windowMs: 3_600_000, limit: 5_000 };
const minuteResources: Readonly<Record<string, { windowMs: number; limit: number }>> = {
  search: { windowMs: 60_000, limit: 30 },
  code_search: { windowMs: 60_000, limit: 10 },
};

/** A resource's window, and the limit that is assumed until GitHub reports one. */
export function windowOf(resource: string): { windowMs: number; limit: number } {
  return minuteResources[resource] ?? hourResources;
}

/**
 * @param options `maxPerHour`: a ceiling of one's own, under GitHub's.
 */
export function createPolicy(options: { strategy: StrategyName; maxPerHour?: number }): BudgetPolicy {
  const { strategy, maxPerHour } = options;
  const { conservative, adaptive, aggressive } = strategies;
  return {
    paces:
      strategy === 'adaptive'
        ? [
            { usedUpTo: 0.6, ...aggressive },
            { usedUpTo: 0.8, ...adaptive },
            { usedUpTo: 1, ...conservative },
          ]
        : [{ usedUpTo: 1, ...strategies[strategy] }],
    capped: strategy !== 'adaptive',
    headroom: { critical: 0, high: 0.02, normal: 0.1, low: 0.2 },
    concurrency,
    points: 900,
    graphqlPoints: 2_000,
    contentPerMinute: 80,
    contentPerHour: 500,
    maxPerHour: maxPerHour ?? null,
  };
}

/** A quarter: a process that cannot reach the others' record does not know how many they are. */
const alone = 0.25;

/** What a process allows itself while the store of the fleet's records is unavailable. */
export function policyAlone(policy: BudgetPolicy): BudgetPolicy {
  const { critical, high, normal, low } = policy.concurrency;
  return {
    ...policy,
    paces: policy.paces.map(({ usedUpTo, perHour, burst }) => ({
      usedUpTo,
      perHour: perHour * alone,
      burst: burst * alone,
    })),
    concurrency: { critical: critical * alone, high: high * alone, normal: normal * alone, low: low * alone },
    points: policy.points * alone,
    graphqlPoints: policy.graphqlPoints * alone,
    contentPerMinute: policy.contentPerMinute * alone,
    contentPerHour: policy.contentPerHour * alone,
  };
}
