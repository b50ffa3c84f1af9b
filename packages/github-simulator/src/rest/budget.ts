/** The window of one payer and one resource. */
export interface Budget {
  limit: number;
  used: number;
  /** Milliseconds since the epoch. */
  resetAt: number;
}

/** The primary rate limits: hourly requests of each payer, for each resource. */
export interface Budgets {
  /** The current window; a new one starts with the first access after the old one ended. */
  of(payer: string, resource: string): Readonly<Budget>;
  /** Adds to the usage; a negative cost is a refund. */
  charge(payer: string, resource: string, cost: number): void;
  /** Sets the limit of a payer's resource, or its usage. */
  set(payer: string, resource: string, values: Partial<Pick<Budget, 'limit' | 'used'>>): void;
}

const hourMs = 3_600_000;

/** Limits of resources that are equal for all payers; that of `core` depends on the payer. */
const fixedLimits: Readonly<Record<string, number>> = {
  search: 30,
  graphql: 5_000,
  code_search: 10,
  integration_manifest: 5_000,
};
/** Searches per minute without a token. */
const anonymousSearches = 10;
const minuteWindows: ReadonlySet<string> = new Set(['search', 'code_search']);

/**
 * @param options `coreLimit`: hourly requests of a payer; `perHour`: of every payer, and for GraphQL, instead of
 * GitHub's limits.
 */
export function createBudgets({
  now,
  coreLimit,
  perHour,
}: {
  now: () => number;
  coreLimit: (payer: string) => number;
  perHour?: number;
}): Budgets {
  const windows = new Map<string, Budget>();
  const limits = new Map<string, number>();

  function current(payer: string, resource: string): Budget {
    const key = `${payer} ${resource}`;
    const known = windows.get(key);
    const own = minuteWindows.has(resource) ? undefined : perHour;
    const limit = limits.get(key) ?? own ?? limitOf(payer, resource) ?? coreLimit(payer);
    if (known !== undefined && known.resetAt > now()) {
      known.limit = limit;
      return known;
    }
    const lastsMs = minuteWindows.has(resource) ? 60_000 : hourMs;
    // GitHub's resets are whole seconds.
    const fresh = { limit, used: 0, resetAt: Math.ceil((now() + lastsMs) / 1_000) * 1_000 };
    windows.set(key, fresh);
    return fresh;
  }

  return {
    of: current,
    charge(payer, resource, cost) {
      const window = current(payer, resource);
      window.used = Math.max(0, window.used + cost);
    },
    set(payer, resource, { limit, used }) {
      if (limit !== undefined) limits.set(`${payer} ${resource}`, limit);
      const window = current(payer, resource);
      if (used !== undefined) window.used = used;
    },
  };
}

function limitOf(payer: string, resource: string): number | undefined {
  if (resource === 'search' && payer.startsWith('address:')) return anonymousSearches;
  return fixedLimits[resource];
}
