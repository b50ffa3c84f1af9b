import { type Database, latestRateLimits } from '@hubtwin/database';
import { type GitHubClient, newestRateLimits, type RateLimit, rateLimitOf } from '@hubtwin/github';
import type { Kysely } from 'kysely';

/**
 * Reads the state of every rate limit at `now`, in milliseconds since the epoch: the latest of this process's state,
 * the last samples, and what the caller has just received.
 */
export async function readRateLimits(
  { database, github }: { database: Kysely<Database>; github: Pick<GitHubClient, 'budgets'> },
  now: number,
  received: readonly RateLimit[] = [],
): Promise<RateLimit[]> {
  const [states, samples] = await Promise.all([github.budgets(), latestRateLimits(database)]);
  return newestRateLimits([...received, ...states.map((state) => rateLimitOf(state, now)), ...samples], now);
}
