import type { ConfiguredCredential } from '../create-github-client.ts';
import { GitHubError } from '../errors.ts';
import { fetchRateLimits } from './fetch-rate-limits.ts';
import type { RateLimit } from './rate-limit.ts';

/** Maximum number of concurrent requests. */
const maxConcurrent = 16;

/** The rate limits of each credential, and the credentials whose request failed. */
export interface FetchedRateLimits {
  limits: RateLimit[];
  failures: { credential: string; error: GitHubError }[];
}

/**
 * Fetches the rate limits of each credential, before any other work.
 *
 * @param withinMs for all of them together, in milliseconds.
 * @throws errors other than those of a request to GitHub.
 */
export async function fetchAllRateLimits(
  credentials: readonly ConfiguredCredential[],
  withinMs: number,
): Promise<FetchedRateLimits> {
  const deadlineAt = Date.now() + withinMs;
  const requested: FetchedRateLimits = { limits: [], failures: [] };
  const waiting = credentials.values();
  const fetchWaiting = async () => {
    for (const { github, fingerprint } of waiting) {
      try {
        const deadlineMs = Math.max(1, deadlineAt - Date.now());
        const limits = await fetchRateLimits(github, fingerprint, { priority: 'critical', deadlineMs });
        requested.limits.push(...limits);
      } catch (error) {
        if (!(error instanceof GitHubError)) throw error;
        requested.failures.push({ credential: fingerprint, error });
      }
    }
  };
  await Promise.all(Array.from({ length: maxConcurrent }, fetchWaiting));
  return requested;
}
