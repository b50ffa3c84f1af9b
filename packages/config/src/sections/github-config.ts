import { z } from 'zod';
import { commaSeparated, section } from '../section.ts';
import { privateKey } from './private-key.ts';
import { serviceUrl } from './service-url.ts';

/** The credentials for GitHub; without any, no requests are sent. */
export const githubConfig = section(
  z
    .object({
      GITHUB_BASE_URL: serviceUrl('http:', 'https:').default('https://api.github.com'),
      GITHUB_API_VERSION: z
        .string()
        .regex(/^(\d{4}-\d{2}-\d{2}|off)$/, 'must be a date such as 2022-11-28, or off')
        .default('2022-11-28'),
      GITHUB_TOKEN: z.string().optional(),
      GITHUB_TOKENS: commaSeparated.default([]),
      GITHUB_APP_ID: z.string().optional(),
      GITHUB_APP_PRIVATE_KEY: privateKey.optional(),
      GITHUB_RATE_LIMIT_STRATEGY: z.enum(['adaptive', 'conservative', 'aggressive']).default('adaptive'),
      GITHUB_MAX_REQUESTS_PER_HOUR: z.coerce.number().int().min(1).optional(),
      GITHUB_REQUEST_TIMEOUT: z.coerce.number().int().min(100).max(600_000).default(30_000),
      GITHUB_RETRY_COUNT: z.coerce.number().int().min(0).max(20).default(3),
      REDIS_URL: serviceUrl('redis:', 'rediss:').optional(),
    })
    .refine((env) => (env.GITHUB_APP_ID === undefined) === (env.GITHUB_APP_PRIVATE_KEY === undefined), {
      path: ['GITHUB_APP_PRIVATE_KEY'],
      message: 'GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY belong together',
    })
    .transform((env) => ({
      baseUrl: env.GITHUB_BASE_URL.replace(/\/$/, ''),
      apiVersion: env.GITHUB_API_VERSION === 'off' ? null : env.GITHUB_API_VERSION,
      tokens: [
        ...new Set([...(env.GITHUB_TOKEN === undefined ? [] : [env.GITHUB_TOKEN]), ...env.GITHUB_TOKENS]),
      ],
      app:
        env.GITHUB_APP_ID === undefined || env.GITHUB_APP_PRIVATE_KEY === undefined
          ? null
          : { id: env.GITHUB_APP_ID, privateKey: env.GITHUB_APP_PRIVATE_KEY },
      strategy: env.GITHUB_RATE_LIMIT_STRATEGY,
      maxPerHour: env.GITHUB_MAX_REQUESTS_PER_HOUR ?? null,
      timeoutMs: env.GITHUB_REQUEST_TIMEOUT,
      retryCount: env.GITHUB_RETRY_COUNT,
      redisUrl: env.REDIS_URL,
    })),
);
