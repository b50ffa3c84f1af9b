import { z } from 'zod';
import { port, section } from '../section.ts';
import { missingFaults } from './production-faults.ts';

export const apiConfig = section(
  z
    .object({
      API_PORT: port(3001),
      HUBTWIN_ADMIN_KEY: z
        .string()
        .regex(/^htk_[A-Za-z0-9_-]{32,}$/, 'must be htk_ followed by at least 32 letters, digits, _ or -')
        .optional(),
      API_RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600_000),
      API_AUTH_FAILURES_PER_MINUTE: z.coerce.number().int().min(1).default(1_000),
      TRUST_PROXY: z.coerce.number().int().min(0).max(16).default(0),
    })
    .transform((env) => ({
      port: env.API_PORT,
      adminKey: env.HUBTWIN_ADMIN_KEY,
      rateLimitPerMinute: env.API_RATE_LIMIT_PER_MINUTE,
      authFailuresPerMinute: env.API_AUTH_FAILURES_PER_MINUTE,
      trustProxy: env.TRUST_PROXY,
    })),
  ({ adminKey }) => missingFaults({ HUBTWIN_ADMIN_KEY: adminKey }),
);
