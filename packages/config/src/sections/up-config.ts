import { z } from 'zod';
import { commaSeparated, flag, port, section } from '../section.ts';
import { listenHost } from './listen-host.ts';
import { missingFaults, webhookSecretFaults, webhookUrlFaults } from './production-faults.ts';
import { serviceUrl } from './service-url.ts';

/** The settings of `hubtwin up`; it provides what is not configured. */
export const upConfig = section(
  z
    .object({
      DATABASE_URL: serviceUrl('postgres:', 'postgresql:').optional(),
      REDIS_URL: serviceUrl('redis:', 'rediss:').optional(),
      GITHUB_TOKEN: z.string().optional(),
      GITHUB_TOKENS: z.string().optional(),
      GITHUB_APP_ID: z.string().optional(),
      GITHUB_WEBHOOK_SECRET: z.string().optional(),
      GITHUB_WEBHOOK_URL: z.string().optional(),
      ENCRYPTION_KEYS: z.string().optional(),
      HUBTWIN_ADMIN_KEY: z.string().optional(),
      LISTEN_HOST: listenHost,
      INGRESS_PORT: port(3000),
      API_PORT: port(3001),
      SIMULATOR_PORT: port(3002),
      METRICS_PORT: port(9464),
      GITHUB_ENABLE_METRICS: flag(true),
    })
    .transform((env) => ({
      databaseUrl: env.DATABASE_URL,
      redisUrl: env.REDIS_URL,
      hasGitHubCredentials: Boolean(env.GITHUB_TOKEN ?? env.GITHUB_TOKENS ?? env.GITHUB_APP_ID),
      webhookSecret: env.GITHUB_WEBHOOK_SECRET,
      webhookUrl: env.GITHUB_WEBHOOK_URL,
      encryptionKeys: env.ENCRYPTION_KEYS,
      adminKey: env.HUBTWIN_ADMIN_KEY,
      listenHost: env.LISTEN_HOST,
      ports: { INGRESS_PORT: env.INGRESS_PORT, API_PORT: env.API_PORT, SIMULATOR_PORT: env.SIMULATOR_PORT },
      metricsPort: env.GITHUB_ENABLE_METRICS ? env.METRICS_PORT : 0,
    })),
  // The values that it would provide otherwise are for evaluation only.
  ({ webhookSecret, webhookUrl, encryptionKeys, adminKey }) => [
    ...webhookSecretFaults(commaSeparated.parse(webhookSecret ?? '')),
    ...missingFaults({ ENCRYPTION_KEYS: encryptionKeys, HUBTWIN_ADMIN_KEY: adminKey }),
    ...webhookUrlFaults(webhookUrl),
  ],
);
