import { z } from 'zod';
import { flag, port, section } from '../section.ts';
import { listenHost } from './listen-host.ts';
import { serviceUrl } from './service-url.ts';

const secret = z.string().optional();

export const processConfig = section(
  z
    .object({
      NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
      LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
      LISTEN_HOST: listenHost,
      METRICS_PORT: port(9464),
      GITHUB_ENABLE_METRICS: flag(true),
      OTEL_EXPORTER_OTLP_ENDPOINT: serviceUrl('http:', 'https:').optional(),
      OTEL_TRACES_SAMPLER: z
        .enum([
          'always_on',
          'always_off',
          'traceidratio',
          'parentbased_always_on',
          'parentbased_always_off',
          'parentbased_traceidratio',
        ])
        .default('parentbased_traceidratio'),
      OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().min(1).default(5_000),
      OTEL_EXPORTER_OTLP_HEADERS: secret,
      OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
      GITHUB_TOKEN: secret,
      GITHUB_TOKENS: secret,
      GITHUB_APP_CLIENT_SECRET: secret,
      GITHUB_WEBHOOK_SECRET: secret,
      ENCRYPTION_KEYS: secret,
      HUBTWIN_ADMIN_KEY: secret,
      VAULT_TOKEN: secret,
    })
    .transform((env) => ({
      environment: env.NODE_ENV,
      logLevel: env.LOG_LEVEL,
      listenHost: env.LISTEN_HOST,
      metricsPort: env.GITHUB_ENABLE_METRICS ? env.METRICS_PORT : 0,
      otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
      traceSampler: env.OTEL_TRACES_SAMPLER,
      spanDelayMs: env.OTEL_BSP_SCHEDULE_DELAY,
      traceRatio: env.OTEL_TRACES_SAMPLER_ARG,
      /**
       * Values that are redacted in the log. Other secrets, such as PEM keys and passwords in URLs, are redacted by
       * their format.
       */
      secrets: [
        env.GITHUB_TOKEN,
        env.GITHUB_TOKENS,
        env.GITHUB_APP_CLIENT_SECRET,
        env.GITHUB_WEBHOOK_SECRET,
        env.ENCRYPTION_KEYS?.replace(/(^|,)[^:,]*:/g, '$1'),
        env.HUBTWIN_ADMIN_KEY,
        env.VAULT_TOKEN,
        env.OTEL_EXPORTER_OTLP_HEADERS?.replace(/(^|,)[^=,]*=/g, '$1'),
      ].flatMap((values) => (values ?? '').split(',').map((value) => value.trim())),
    })),
);
