import { z } from 'zod';
import { commaSeparated, flag, section } from '../section.ts';

export const syncConfig = section(
  z
    .object({
      SYNC_INTERVAL_MINUTES: z.coerce.number().min(0.01).default(15),
      SYNC_MIN_AGE_MINUTES: z.coerce.number().min(0).default(10),
      SYNC_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(16),
      GITHUB_ENABLE_AUTO_SYNC: flag(true),
      GITHUB_ORG: commaSeparated
        .pipe(z.array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'must be logins, separated by commas')))
        .default([]),
    })
    .transform((env) => ({
      intervalMinutes: env.SYNC_INTERVAL_MINUTES,
      minAgeMinutes: env.SYNC_MIN_AGE_MINUTES,
      concurrency: env.SYNC_CONCURRENCY,
      isAutomatic: env.GITHUB_ENABLE_AUTO_SYNC,
      owners: [...new Set(env.GITHUB_ORG.map((login) => login.toLowerCase()))],
    })),
);
