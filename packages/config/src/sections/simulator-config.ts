import { z } from 'zod';
import { commaSeparated, port, section } from '../section.ts';
import { privateKey } from './private-key.ts';
import { serviceUrl } from './service-url.ts';

export const simulatorConfig = section(
  z
    .object({
      SIMULATOR_PORT: port(3002),
      GITHUB_WEBHOOK_URL: serviceUrl('http:', 'https:'),
      GITHUB_WEBHOOK_SECRET: commaSeparated,
      GITHUB_APP_ID: z.coerce.number().int().min(1),
      GITHUB_APP_PRIVATE_KEY: privateKey,
      GITHUB_APP_CLIENT_SECRET: z.string().optional(),
      GITHUB_BASE_URL: serviceUrl('http:', 'https:').optional(),
      SIMULATOR_CONTROL_TOKEN: z.string().min(16).optional(),
      SIMULATOR_WORLD_FILE: z.string().optional(),
      API_PUBLIC_URL: serviceUrl('http:', 'https:').optional(),
      API_PORT: port(3001),
    })
    .transform((env) => ({
      port: env.SIMULATOR_PORT,
      /** The URL under which clients reach it. */
      url: env.GITHUB_BASE_URL?.replace(/\/$/, ''),
      worldFile: env.SIMULATOR_WORLD_FILE,
      controlToken: env.SIMULATOR_CONTROL_TOKEN,
      app: { id: env.GITHUB_APP_ID, privateKey: env.GITHUB_APP_PRIVATE_KEY },
      clientSecret: env.GITHUB_APP_CLIENT_SECRET,
      apiUrl: (env.API_PUBLIC_URL ?? `http://localhost:${env.API_PORT}`).replace(/\/$/, ''),
      webhookUrl: env.GITHUB_WEBHOOK_URL,
      webhookSecret: env.GITHUB_WEBHOOK_SECRET[0] ?? '',
    })),
);
