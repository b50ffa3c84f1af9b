import type { BudgetState } from '@hubtwin/github';

/** What one worker stores in a second while somebody waits, measured: latency and the database bound it. */
const pagesPerSecond = 15;

/**
 * Estimates how long reading so many pages takes while somebody waits: as fast as it goes, and where the core
 * limit has less left than that, until it is reset.
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
