import { z } from 'zod';
import { GitHubNotFoundError, GitHubServerError } from '../errors.ts';
import type { CallOptions } from '../gate/call.ts';
import type { GitHub } from '../github-client.ts';
import type { RateLimit } from './rate-limit.ts';

const count = z.int().nonnegative();
const body = z.object({
  resources: z.record(z.string(), z.object({ limit: count, remaining: count, reset: count })),
});

const route = 'GET /rate_limit';

/**
 * Fetches every rate limit of a view with one credential, which does not count against them.
 *
 * @param credential its fingerprint.
 * @returns an empty list for an Enterprise Server without limits, which responds with 404.
 * @throws errors of `GitHub.request`, and GitHubServerError for an invalid response.
 * @see https://docs.github.com/rest/rate-limit/rate-limit
 */
export async function fetchRateLimits(
  github: GitHub,
  credential: string,
  options: CallOptions,
): Promise<RateLimit[]> {
  try {
    const { data, headers, status } = await github.request(route, {}, options);
    const seenAt = new Date();
    // By GitHub's clock: ours may differ.
    const behindMs = seenAt.getTime() - (Date.parse(`${headers.date}`) || seenAt.getTime());
    const parsed = body.safeParse(data);
    if (!parsed.success) {
      throw new GitHubServerError('the response of GitHub contains no rate limits', {
        status,
        resource: route,
      });
    }
    return Object.entries(parsed.data.resources).map(([resource, { limit, remaining, reset }]) => ({
      credential,
      resource,
      limit,
      used: Math.max(0, limit - remaining),
      resetAt: new Date(reset * 1_000 + behindMs),
      closedUntil: null,
      inFlight: null,
      burnRate: null,
      seenAt,
    }));
  } catch (error) {
    // A 404 of another request has another cause, such as a deleted installation.
    if (error instanceof GitHubNotFoundError && error.resource === route) return [];
    throw error;
  }
}
