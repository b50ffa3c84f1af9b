import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { instant, text } from '../parameters.ts';
import {
  rateLimit,
  rateLimitExample,
  rateLimitHealth,
  rateLimitHealthExample,
  rateLimitSample,
  rateLimitSampleExample,
  trackedRateLimits,
  trackedRateLimitsExample,
} from '../schemas/rate-limit.ts';
import { status, statusExample } from '../schemas/status.ts';

const filters = z.object({
  credential: z
    .string()
    .regex(/^[0-9a-f]{12}$/, 'must be a fingerprint: 12 hex digits')
    .optional()
    .describe('Its fingerprint.'),
  resource: text(64).optional().describe('For example `core`.'),
  since: instant.optional().describe('Only samples taken at or after this time.'),
  until: instant.optional().describe('Only samples taken before this time.'),
});

/** GitHub's rate limits and their usage. */
export const rateLimits = {
  getRateLimitStatus: defineRoute({
    path: '/api/v1/rate-limits/status',
    summary: 'Get the remaining budget of each rate limit, and when it is exhausted',
    description:
      'Combines the state of this process with the last samples of all processes: the newer value for each credential and resource.',
    scope: 'read',
    limitedKeys: 'refused',
    response: z.object({ rate_limits: z.array(rateLimit) }),
    example: { rate_limits: [rateLimitExample] },
  }),
  getRateLimitHealth: defineRoute({
    path: '/api/v1/rate-limits/health',
    summary: 'Get whether requests to GitHub can continue',
    description:
      'A warning when less than 10 % of a limit remains; critical when less than 2 % remains, or while GitHub demands a pause.',
    scope: 'read',
    limitedKeys: 'refused',
    response: rateLimitHealth,
    example: rateLimitHealthExample,
  }),
  listRateLimitHistory: defineRoute({
    path: '/api/v1/rate-limits/history',
    summary: 'List rate limit samples, newest first',
    description:
      'At most one sample a minute for each credential and resource, and none while nothing changes.',
    scope: 'read',
    limitedKeys: 'refused',
    query: paging.extend(filters.shape),
    response: listOf(rateLimitSample),
    example: pageExample(rateLimitSampleExample),
  }),
  trackRateLimits: defineRoute({
    method: 'post',
    path: '/api/v1/rate-limits/track',
    summary: 'Fetch the rate limits of every credential from GitHub now',
    description:
      'Does not count against the limits. Waits at most 10 seconds. Credentials that fail are listed; if all fail, the response is the first error.',
    scope: 'write',
    limitedKeys: 'refused',
    response: trackedRateLimits,
    problems: [404, 409, 429, 502, 504],
    example: trackedRateLimitsExample,
  }),
  getStatus: defineRoute({
    path: '/api/v1/status',
    summary: 'Get budget, requests, credentials and tracked repositories of the whole deployment',
    description:
      'Covers every process. Processes report their requests every 10 seconds; credentials are checked every hour.',
    scope: 'read',
    limitedKeys: 'refused',
    response: status,
    example: statusExample,
  }),
};
