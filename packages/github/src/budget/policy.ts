import type { Priority } from './budget.ts';

export type StrategyName = 'conservative' | 'adaptive' | 'aggressive';

/** Pacing of normal and low priorities at a limit of 5,000 per hour; scaled to the limit that GitHub reports. */
interface Strategy {
  perHour: number;
  burst: number;
}

/** The limits that the fleet sets itself below GitHub's. */
export interface BudgetPolicy {
  /** In order of usage: the first one whose threshold is not exceeded applies. */
  paces: readonly { usedUpTo: number; perHour: number; burst: number }[];
  /** Whether `perHour` is also the maximum of paced requests in a window. */
  capped: boolean;
  /** Share of the limit that a priority leaves to higher ones. */
  headroom: Readonly<Record<Priority, number>>;
  /** Maximum number of requests in flight, of all priorities, with which a request of this priority is admitted. */
  concurrency: Readonly<Record<Priority, number>>;
  /** Per endpoint and minute. */
  points: number;
  graphqlPoints: number;
  contentPerMinute: number;
  contentPerHour: number;
  /** A configured maximum of requests per hour. */
  maxPerHour: number | null;
}

const strategies: Readonly<Record<StrategyName, Strategy>> = {
  conservative: { perHour: 3_000, burst: 10 },
  adaptive: { perHour: 4_000, burst: 20 },
  aggressive: { perHour: 4_800, burst: 50 },
};

/** The limit for which the parameters of the strategies are defined. */
export const strategyLimit = 5_000;

/**
 * Below GitHub's maximum of 100, so that there is room for urgent requests and for other clients.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const concurrency = { critical: 95, high: 80, normal: 60, low: 40 };

const hourResources = { windowMs: 3_600_000, limit: 5_000 };
const minuteResources: Readonly<Record<string, { windowMs: number; limit: number }>> = {
  search: { windowMs: 60_000, limit: 30 },
  code_search: { windowMs: 60_000, limit: 10 },
};

/** The window of a resource, and the limit that is assumed until GitHub reports one. */
export function windowOf(resource: string): { windowMs: number; limit: number } {
  return minuteResources[resource] ?? hourResources;
}

/** @param options `maxPerHour`: a maximum below GitHub's limit. */
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

/** A quarter: a process without access to the shared record does not know the number of processes. */
const alone = 0.25;

/** The policy of a process while the store is unavailable. */
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
