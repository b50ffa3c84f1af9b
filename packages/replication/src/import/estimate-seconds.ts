import type { BudgetState } from '@hubtwin/github';

/** Measured throughput of one worker at high priority: bound by latency and the database. */
const pagesPerSecond = 15;

/**
 * Estimates how long reading so many pages takes at high priority: at the measured throughput, and if the core limit
 * has fewer requests left, until it is reset.
 *
 * @returns seconds.
 */
export function estimateSeconds(pages: number, budgets: readonly BudgetState[], now = Date.now()): number {
  const core = budgets.filter(({ resource }) => resource === 'core');
  const short = core.filter(
    ({ limit, used, resetAt }) => limit !== null && resetAt > now && limit - used < pages,
  );
  const seconds = pages / pagesPerSecond;
  if (core.length === 0 || short.length < core.length) return Math.ceil(seconds);
  const soonest = Math.min(...short.map(({ resetAt }) => resetAt));
  return Math.ceil(seconds + (soonest - now) / 1_000);
}
