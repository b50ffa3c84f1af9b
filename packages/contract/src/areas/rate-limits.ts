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
  resource: text(64).optional().describe('Such as `core`.'),
  since: instant.optional().describe('Only what was sampled at or after this time.'),
  until: instant.optional().describe('Only what was sampled before this time.'),
});

/** What GitHub allows, and what is left of it. */
export const rateLimits = {
  getRateLimitStatus: defineRoute({
    path: '/api/v1/rate-limits/status',
    summary: 'What is left of each rate limit, and how long it lasts',
    description:
      'What this process knows and the last samples of all: of each credential and resource the newer word.',
    scope: 'read',
    limitedKeys: 'refused',
    response: z.object({ rate_limits: z.array(rateLimit) }),
    example: { rate_limits: [rateLimitExample] },
  }),
  getRateLimitHealth: defineRoute({
    path: '/api/v1/rate-limits/health',
    summary: 'Whether requests to GitHub can go on',
    description:
      'A warning with less than 10 % of a limit left; critical with less than 2 %, or while GitHub asks us to stay away.',
    scope: 'read',
    limitedKeys: 'refused',
    response: rateLimitHealth,
    example: rateLimitHealthExample,
  }),
  listRateLimitHistory: defineRoute({
    path: '/api/v1/rate-limits/history',
    summary: 'Samples of the rate limits, the newest first',
    description: 'At most one a minute of each credential and resource, and none while nothing changes.',
    scope: 'read',
    limitedKeys: 'refused',
    query: paging.extend(filters.shape),
    response: listOf(rateLimitSample),
    example: pageExample(rateLimitSampleExample),
  }),
  trackRateLimits: defineRoute({
    method: 'post',
    path: '/api/v1/rate-limits/track',
    summary: 'Ask GitHub for the rate limits of every credential, now',
    description:
      'Takes nothing of them. Waits at most 10 seconds; credentials that fail are named, and where all do, the first failure is the answer.',
    scope: 'write',
    limitedKeys: 'refused',
    response: trackedRateLimits,
    problems: [404, 409, 429, 502, 504],
    example: trackedRateLimitsExample,
  }),
  getStatus: defineRoute({
    path: '/api/v1/status',
    summary: 'Budget, requests, credentials and tracked repositories of the whole deployment',
    description:
      'Covers every process. Requests are reported by the processes every 10 seconds; credentials are checked every hour.',
    scope: 'read',
    limitedKeys: 'refused',
    response: status,
    example: statusExample,
  }),
};
