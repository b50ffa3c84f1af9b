import { storeRateLimitSamples } from '@hubtwin/database';
import { rateLimitOf } from '@hubtwin/github';
import type { SyncWorkerContext } from '../context.ts';

/**
 * Stores the current rate limits if they changed. Every worker does: those that share a budget
 * store the same, and a minute has one sample regardless of the number of workers.
 *
 * @returns how many were stored.
 */
export async function sampleRateLimits({
  database,
  github,
}: Pick<SyncWorkerContext, 'database' | 'github'>): Promise<number> {
  const states = await github.budgets();
  const words = states
    .map((state) => rateLimitOf(state, Date.now()))
    .filter(({ limit, closedUntil }) => limit !== null || closedUntil !== null);
  return await storeRateLimitSamples(database, words);
}
