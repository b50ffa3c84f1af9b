import { z } from 'zod';
import { integer, maybeTime, text, time } from '../fields.ts';
import { timeExample } from './examples.ts';
import { rateLimit, rateLimitExample, strategyName } from './rate-limit.ts';

const counts = {
  answers: z.int().describe('Responses, unsuccessful ones included.'),
  not_modified: z.int().describe('Of these, `304 Not Modified`, which do not count against the rate limit.'),
  refused: z.int().describe('Of these, refusals because of a rate limit.'),
  mean_seconds: z.number().nullable().describe('Mean duration of a response; null if there was none.'),
  last_request_at: maybeTime,
  errors: z.record(z.string(), z.int()).describe('Failed requests by error code.'),
};

const credential = z.object({
  fingerprint: z.string(),
  kind: z.enum(['token', 'app', 'installation']),
  installation_id: integer.describe('Only for an installation.'),
  type: text.describe('For example `classic`, `fine-grained`, `app`; null if it was not checked yet.'),
  login: text.describe(
    'The account of the token, or the slug of the App; null if GitHub does not report it.',
  ),
  scopes: z
    .array(z.string())
    .nullable()
    .describe('For classic and OAuth tokens; null if GitHub reports none.'),
  permissions: z
    .record(z.string(), z.string())
    .nullable()
    .describe('For the App and its installations; null if GitHub does not report them.'),
  expires_at: maybeTime.describe('Null: it does not expire, or GitHub does not report when.'),
  checked_at: maybeTime.describe('When it was last checked with GitHub; null if never.'),
  error: text.describe('Why GitHub refused it then; null if it did not.'),
});

const warning = z.object({
  code: z.enum(['credential_expires', 'credential_expired', 'credential_refused', 'credential_exhausted']),
  credential: z.string().describe('Its fingerprint.'),
  message: z.string(),
});

export const status = z
  .object({
    rate_limits: z.array(rateLimit),
    strategy: z.object({
      configured: strategyName,
      max_requests_per_hour: integer.describe('`GITHUB_MAX_REQUESTS_PER_HOUR`; null if it is not set.'),
    }),
    requests: z
      .object({
        since: time,
        ...counts,
        services: z
          .array(z.object({ service: z.string(), ...counts }))
          .describe('The same for each service.'),
      })
      .describe('Requests of all processes to GitHub within about a day, counted from a full hour.'),
    credentials: z.array(credential).describe('The credentials for requests.'),
    warnings: z
      .array(warning)
      .describe(
        'Credentials that GitHub refuses, that expire within seven days, or that have no requests left.',
      ),
    repositories: z.object({
      tracked: z.int(),
      auto_synced: z.int(),
      failing: z.int().describe('Repositories whose last sync failed.'),
    }),
  })
  .meta({ id: 'Status' });

export type Status = z.output<typeof status>;

const countsExample = {
  answers: 412,
  not_modified: 318,
  refused: 0,
  mean_seconds: 0.184,
  last_request_at: timeExample,
  errors: { github_not_found: 2 },
};

export const statusExample: Status = {
  rate_limits: [rateLimitExample],
  strategy: { configured: 'adaptive', max_requests_per_hour: null },
  requests: {
    since: timeExample,
    ...countsExample,
    services: [{ service: 'sync-worker', ...countsExample }],
  },
  credentials: [
    {
      fingerprint: '9f86d081884c',
      kind: 'token',
      installation_id: null,
      type: 'classic',
      login: 'ada',
      scopes: ['repo', 'read:org'],
      permissions: null,
      expires_at: '2026-03-05T00:00:00.000Z',
      checked_at: timeExample,
      error: null,
    },
  ],
  warnings: [
    {
      code: 'credential_expires',
      credential: '9f86d081884c',
      message: 'expires at 2026-03-05T00:00:00.000Z: replace it before',
    },
  ],
  repositories: { tracked: 180, auto_synced: 172, failing: 0 },
};
