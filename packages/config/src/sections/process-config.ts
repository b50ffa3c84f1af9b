import { z } from 'zod';
import { port, section } from '../section.ts';
import { serviceUrl } from './service-url.ts';

export const processConfig = section(
  z
    .object({
      NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
      LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
      METRICS_PORT: port(9464),
      OTEL_EXPORTER_OTLP_ENDPOINT: serviceUrl('http:', 'https:').optional(),
      OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    })
    .transform((env) => ({
      environment: env.NODE_ENV,
      logLevel: env.LOG_LEVEL,
      metricsPort: env.METRICS_PORT,
      otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
      traceRatio: env.OTEL_TRACES_SAMPLER_ARG,
    })),
);
