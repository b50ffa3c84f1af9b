import { z } from 'zod';
import { flag, section } from '../section.ts';
import { serviceUrl } from './service-url.ts';

const seconds = (fallback: number) => z.coerce.number().gt(0).max(86_400).default(fallback);

/** TTL of cached API responses by resource, in seconds; without `redisUrl` the cache is in process memory. */
export const cacheConfig = section(
  z
    .object({
      GITHUB_ENABLE_CACHING: flag(true),
      GITHUB_CACHE_TTL_REPOS: seconds(300),
      GITHUB_CACHE_TTL_PULLS: seconds(60),
      GITHUB_CACHE_TTL_ISSUES: seconds(60),
      GITHUB_CACHE_TTL_WORKFLOWS: seconds(60),
      GITHUB_CACHE_TTL_RUNNERS: seconds(30),
      GITHUB_CACHE_TTL_JOBS: seconds(15),
      GITHUB_CACHE_TTL_RATE_LIMITS: seconds(5),
      REDIS_URL: serviceUrl('redis:', 'rediss:').optional(),
    })
    .transform((env) => ({
      isEnabled: env.GITHUB_ENABLE_CACHING,
      redisUrl: env.REDIS_URL,
      ttlSeconds: {
        repos: env.GITHUB_CACHE_TTL_REPOS,
        pulls: env.GITHUB_CACHE_TTL_PULLS,
        issues: env.GITHUB_CACHE_TTL_ISSUES,
        workflows: env.GITHUB_CACHE_TTL_WORKFLOWS,
        runners: env.GITHUB_CACHE_TTL_RUNNERS,
        jobs: env.GITHUB_CACHE_TTL_JOBS,
        rate_limits: env.GITHUB_CACHE_TTL_RATE_LIMITS,
      },
    })),
);

/** The cache that processes share; requires Redis. */
export const sharedCacheConfig = section(
  z
    .object({
      REDIS_URL: serviceUrl('redis:', 'rediss:').optional(),
    })
    .transform(({ REDIS_URL: redisUrl }, context) => {
      if (redisUrl !== undefined) return { redisUrl };
      context.addIssue({
        code: 'custom',
        path: ['REDIS_URL'],
        message: 'required: without Redis each API process has its own cache, and needs no cache-worker',
      });
      return z.NEVER;
    }),
);
