import { z } from 'zod';
import { integer, maybeTime, text, time } from '../fields.ts';

const known = {
  credential: z.string().describe('Fingerprint: the first 12 hex digits of a SHA-256.'),
  resource: z.string().describe("GitHub's rate-limit resource, such as `core`, `search`, `graphql`."),
  limit: integer.describe('Null if GitHub has not reported it.'),
  used: z.int(),
  remaining: integer.describe('Null if GitHub has reported no limit.'),
  reset_at: maybeTime.describe('Null if no window is open: no request since the last reset.'),
  closed_until: maybeTime.describe('Until when GitHub demands a pause; null if it does not.'),
  in_flight: integer.describe('Requests in progress; null if unknown.'),
  pace_per_hour: integer.describe(
    'Recent usage per hour by all clients of the credential, including those other than Hubtwin; null if unknown.',
  ),
  seen_at: time.describe('When GitHub reported it.'),
};

const exhaustion = z
  .object({
    exhausted_at: time,
    before_reset_seconds: z.int(),
    message: z.string().describe('As a sentence, with times in UTC.'),
  })
  .meta({ id: 'Exhaustion' });

export const strategyName = z.enum(['adaptive', 'conservative', 'aggressive']);

export const rateLimit = z
  .object({
    ...known,
    strategy: z
      .object({ name: strategyName, reason: z.string() })
      .describe('How requests of normal and low priority are paced now, and why.'),
    exhaustion: exhaustion.nullable().describe('Null if the limit lasts until its reset.'),
  })
  .meta({ id: 'RateLimit' });

export type RateLimit = z.output<typeof rateLimit>;

const knownExample = {
  credential: '9f86d081884c',
  resource: 'core',
  limit: 5_000,
  used: 2_000,
  remaining: 3_000,
  reset_at: '2026-03-01T12:39:00.000Z',
  closed_until: null,
  in_flight: 2,
  pace_per_hour: 6_000,
  seen_at: '2026-03-01T12:01:59.250Z',
};

export const rateLimitExample: RateLimit = {
  ...knownExample,
  strategy: { name: 'aggressive', reason: '40 % of the limit is used: at most 60 %' },
  exhaustion: {
    exhausted_at: '2026-03-01T12:32:00.000Z',
    before_reset_seconds: 420,
    message: 'at this pace empty at 12:32, 7 minutes before reset',
  },
};

export const rateLimitSample = z
  .object({ sampled_at: time.describe('The minute of the sample.'), ...known })
  .meta({ id: 'RateLimitSample' });

export type RateLimitSample = z.output<typeof rateLimitSample>;

export const rateLimitSampleExample: RateLimitSample = {
  sampled_at: '2026-03-01T12:02:00.000Z',
  ...knownExample,
};

const severity = z.enum(['warning', 'critical']);

export const rateLimitHealth = z
  .object({
    status: z.enum(['healthy', 'warning', 'critical']).describe('The most severe of the reasons.'),
    reasons: z.array(
      z.object({
        severity,
        credential: z.string(),
        resource: text.describe('Null if it concerns the whole credential.'),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'RateLimitHealth' });

export type RateLimitHealth = z.output<typeof rateLimitHealth>;

export const rateLimitHealthExample: RateLimitHealth = {
  status: 'warning',
  reasons: [
    {
      severity: 'warning',
      credential: '9f86d081884c',
      resource: 'core',
      message: '8 % left: 400 of 5000',
    },
  ],
};

export const trackedRateLimits = z
  .object({
    rate_limits: z.array(rateLimit),
    failures: z
      .array(z.object({ credential: z.string(), code: z.string(), message: z.string() }))
      .describe('The credentials whose request failed, with the code of the problem.'),
  })
  .meta({ id: 'TrackedRateLimits' });

export const trackedRateLimitsExample = { rate_limits: [rateLimitExample], failures: [] };
