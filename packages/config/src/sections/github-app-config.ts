import { z } from 'zod';
import { port, section } from '../section.ts';
import { serviceUrl } from './service-url.ts';

/** Settings of the App, in addition to its key, that people need to install it through this service. */
export const githubAppConfig = section(
  z
    .object({
      GITHUB_APP_SLUG: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]*$/, "must be the App's slug, as in its URL")
        .optional(),
      GITHUB_APP_CLIENT_ID: z.string().optional(),
      GITHUB_APP_CLIENT_SECRET: z.string().optional(),
      GITHUB_WEBHOOK_URL: serviceUrl('http:', 'https:').optional(),
      API_PUBLIC_URL: serviceUrl('http:', 'https:').optional(),
      API_PORT: port(3001),
    })
    .transform((env) => ({
      slug: env.GITHUB_APP_SLUG ?? null,
      clientId: env.GITHUB_APP_CLIENT_ID ?? null,
      clientSecret: env.GITHUB_APP_CLIENT_SECRET ?? null,
      webhookUrl: env.GITHUB_WEBHOOK_URL ?? null,
      publicUrl: (env.API_PUBLIC_URL ?? `http://localhost:${env.API_PORT}`).replace(/\/$/, ''),
    })),
);
