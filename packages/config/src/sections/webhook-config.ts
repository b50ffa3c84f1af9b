import { z } from 'zod';
import { commaSeparated, flag, section } from '../section.ts';
import { webhookSecretFaults } from './production-faults.ts';
import { serviceUrl } from './service-url.ts';

export const webhookConfig = section(
  z
    .object({
      GITHUB_ENABLE_WEBHOOKS: flag(true),
      GITHUB_WEBHOOK_SECRET: commaSeparated.default([]),
      GITHUB_BASE_URL: serviceUrl('http:', 'https:').default('https://api.github.com'),
      WEBHOOK_IP_ALLOWLIST: z.enum(['off', 'github']).default('off'),
      WEBHOOK_MAX_BODY_BYTES: z.coerce.number().int().min(1).max(104_857_600).default(26_214_400),
      WEBHOOK_MAX_BYTES_IN_FLIGHT: z.coerce.number().int().min(1).default(134_217_728),
      WEBHOOK_RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600_000),
      TRUST_PROXY: z.coerce.number().int().min(0).max(16).default(0),
    })
    .refine((env) => env.WEBHOOK_MAX_BYTES_IN_FLIGHT >= env.WEBHOOK_MAX_BODY_BYTES, {
      path: ['WEBHOOK_MAX_BYTES_IN_FLIGHT'],
      error: 'must allow one body of WEBHOOK_MAX_BODY_BYTES',
    })
    .transform((env) => ({
      isEnabled: env.GITHUB_ENABLE_WEBHOOKS,
      secrets: env.GITHUB_WEBHOOK_SECRET,
      githubBaseUrl: env.GITHUB_BASE_URL,
      ipAllowlist: env.WEBHOOK_IP_ALLOWLIST,
      maxBodyBytes: env.WEBHOOK_MAX_BODY_BYTES,
      maxBytesInFlight: env.WEBHOOK_MAX_BYTES_IN_FLIGHT,
      rateLimitPerMinute: env.WEBHOOK_RATE_LIMIT_PER_MINUTE,
      trustProxy: env.TRUST_PROXY,
    })),
  ({ secrets }) => webhookSecretFaults(secrets),
);
