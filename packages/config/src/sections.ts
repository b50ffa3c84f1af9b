import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { commaSeparated, flag, port, section } from './section.ts';

const serviceUrl = (...protocols: string[]) =>
  z.string().refine(
    (text) => {
      const url = URL.parse(text);
      return url !== null && protocols.includes(url.protocol);
    },
    `must be a URL starting with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  );

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

export const databaseConfig = section(
  z
    .object({
      DATABASE_URL: serviceUrl('postgres:', 'postgresql:'),
      DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(500).default(20),
    })
    .transform((env) => ({ url: env.DATABASE_URL, poolMax: env.DATABASE_POOL_MAX })),
);

/** `redisUrl` absent: the queue runs on Postgres. */
export const queueConfig = section(
  z
    .object({ REDIS_URL: serviceUrl('redis:', 'rediss:').optional() })
    .transform((env) => ({ redisUrl: env.REDIS_URL })),
);

/** Secrets that stand in examples and must never guard a public endpoint. */
const placeholders = new Set([
  'secret',
  'changeme',
  'change-me',
  'password',
  'webhook-secret',
  'development',
]);

export const webhookConfig = section(
  z
    .object({
      GITHUB_WEBHOOK_SECRET: commaSeparated.default([]),
      GITHUB_BASE_URL: serviceUrl('http:', 'https:').default('https://api.github.com'),
      WEBHOOK_IP_ALLOWLIST: z.enum(['off', 'github']).default('off'),
      WEBHOOK_MAX_BODY_BYTES: z.coerce.number().int().min(1).max(104_857_600).default(26_214_400),
      WEBHOOK_RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600_000),
      TRUST_PROXY: z.coerce.number().int().min(0).max(16).default(0),
    })
    .transform((env) => ({
      secrets: env.GITHUB_WEBHOOK_SECRET,
      githubBaseUrl: env.GITHUB_BASE_URL,
      ipAllowlist: env.WEBHOOK_IP_ALLOWLIST,
      maxBodyBytes: env.WEBHOOK_MAX_BODY_BYTES,
      rateLimitPerMinute: env.WEBHOOK_RATE_LIMIT_PER_MINUTE,
      trustProxy: env.TRUST_PROXY,
    })),
  ({ secrets }) =>
    secrets
      .filter((secret) => secret.length < 32 || placeholders.has(secret.toLowerCase()))
      .map(() => 'GITHUB_WEBHOOK_SECRET: must be at least 32 characters and not a placeholder'),
);

/** PEM text, also with `\\n` for its line ends, or the path of a file that holds it. */
const privateKey = z.string().transform((text, context) => {
  if (text.includes('-----BEGIN')) return text.replaceAll('\\n', '\n');
  try {
    return readFileSync(text, 'utf8');
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be a private key as PEM text, or the path of a readable file',
    });
    return z.NEVER;
  }
});

/** How this installation asks GitHub; no credential at all is allowed, and then nothing is asked. */
export const githubConfig = section(
  z
    .object({
      GITHUB_BASE_URL: serviceUrl('http:', 'https:').default('https://api.github.com'),
      GITHUB_TOKEN: z.string().optional(),
      GITHUB_TOKENS: commaSeparated.default([]),
      GITHUB_APP_ID: z.string().optional(),
      GITHUB_APP_PRIVATE_KEY: privateKey.optional(),
      GITHUB_RATE_LIMIT_STRATEGY: z.enum(['adaptive', 'conservative', 'aggressive']).default('adaptive'),
      GITHUB_MAX_REQUESTS_PER_HOUR: z.coerce.number().int().min(1).optional(),
      GITHUB_REQUEST_TIMEOUT: z.coerce.number().int().min(100).max(600_000).default(30_000),
      GITHUB_RETRY_COUNT: z.coerce.number().int().min(0).max(20).default(3),
      GITHUB_BUDGET_SHARE: z.coerce.number().gt(0).max(1).default(1),
      REDIS_URL: serviceUrl('redis:', 'rediss:').optional(),
    })
    .refine((env) => (env.GITHUB_APP_ID === undefined) === (env.GITHUB_APP_PRIVATE_KEY === undefined), {
      path: ['GITHUB_APP_PRIVATE_KEY'],
      message: 'GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY belong together',
    })
    .transform((env) => ({
      baseUrl: env.GITHUB_BASE_URL.replace(/\/$/, ''),
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
      share: env.GITHUB_BUDGET_SHARE,
      redisUrl: env.REDIS_URL,
    })),
);

const seconds = (fallback: number) => z.coerce.number().gt(0).max(86_400).default(fallback);

/** How long answers of the API are kept, by what they show, in seconds; `redisUrl` absent: in process memory. */
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

/** The cache that processes share; there is none without Redis. */
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
        message: 'required: without Redis the API keeps its cache by itself, and needs no cache-worker',
      });
      return z.NEVER;
    }),
);

export const secretsConfig = section(
  z
    .object({ ENCRYPTION_KEYS: commaSeparated.default([]) })
    .transform((env) => env.ENCRYPTION_KEYS)
    .refine(
      (keys) => keys.every((key) => /^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/.test(key)),
      'ENCRYPTION_KEYS: must be id:base64key pairs, each key 32 bytes, separated by commas',
    )
    .transform((keys) =>
      keys.map((key) => {
        const at = key.indexOf(':');
        return { id: key.slice(0, at), key: Buffer.from(key.slice(at + 1), 'base64') };
      }),
    ),
  (keys) => (keys.length === 0 ? ['ENCRYPTION_KEYS: required in production'] : []),
);

export const ingressConfig = section(
  z.object({ INGRESS_PORT: port(3000) }).transform((env) => ({ port: env.INGRESS_PORT })),
);

export const deliveriesConfig = section(
  z
    .object({
      DELIVERY_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(8),
    })
    .transform((env) => ({ concurrency: env.DELIVERY_CONCURRENCY })),
);

const days = (fallback: number) => z.coerce.number().int().min(1).max(36_500).default(fallback);

/** How long what is past is kept, in days. */
export const retentionConfig = section(
  z
    .object({
      DELIVERY_RETENTION_DAYS: days(30),
      CHANGE_RETENTION_DAYS: days(7),
      INSTALLATION_RETENTION_DAYS: days(30),
      ARCHIVE_EXPIRED: flag(false),
    })
    .transform((env) => ({
      deliveryDays: env.DELIVERY_RETENTION_DAYS,
      changeDays: env.CHANGE_RETENTION_DAYS,
      installationDays: env.INSTALLATION_RETENTION_DAYS,
      archive: env.ARCHIVE_EXPIRED,
    })),
);

export const syncConfig = section(
  z
    .object({
      SYNC_INTERVAL_MINUTES: z.coerce.number().min(0.01).default(15),
      SYNC_MIN_AGE_MINUTES: z.coerce.number().min(0).default(10),
      SYNC_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(16),
      GITHUB_ENABLE_AUTO_SYNC: flag(true),
    })
    .transform((env) => ({
      intervalMinutes: env.SYNC_INTERVAL_MINUTES,
      minAgeMinutes: env.SYNC_MIN_AGE_MINUTES,
      concurrency: env.SYNC_CONCURRENCY,
      isAutomatic: env.GITHUB_ENABLE_AUTO_SYNC,
    })),
);

export const importConfig = section(
  z
    .object({ IMPORT_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4) })
    .transform((env) => ({ concurrency: env.IMPORT_CONCURRENCY })),
);

export const apiConfig = section(
  z
    .object({
      API_PORT: port(3001),
      HUBTWIN_ADMIN_KEY: z
        .string()
        .regex(/^htk_[A-Za-z0-9_-]{32,}$/, 'must be htk_ followed by at least 32 letters, digits, _ or -')
        .optional(),
      TRUST_PROXY: z.coerce.number().int().min(0).max(16).default(0),
    })
    .transform((env) => ({
      port: env.API_PORT,
      adminKey: env.HUBTWIN_ADMIN_KEY,
      trustProxy: env.TRUST_PROXY,
    })),
  ({ adminKey }) => (adminKey === undefined ? ['HUBTWIN_ADMIN_KEY: required in production'] : []),
);

/** What `hubtwin up` decides by: whatever is absent, it brings along. */
export const upConfig = section(
  z
    .object({
      DATABASE_URL: serviceUrl('postgres:', 'postgresql:').optional(),
      REDIS_URL: serviceUrl('redis:', 'rediss:').optional(),
      GITHUB_TOKEN: z.string().optional(),
      GITHUB_TOKENS: z.string().optional(),
      GITHUB_APP_ID: z.string().optional(),
      GITHUB_WEBHOOK_SECRET: z.string().optional(),
      ENCRYPTION_KEYS: z.string().optional(),
      HUBTWIN_ADMIN_KEY: z.string().optional(),
      INGRESS_PORT: port(3000),
      API_PORT: port(3001),
      SIMULATOR_PORT: port(3002),
      METRICS_PORT: port(9464),
    })
    .transform((env) => ({
      databaseUrl: env.DATABASE_URL,
      redisUrl: env.REDIS_URL,
      hasGitHubCredentials: Boolean(env.GITHUB_TOKEN ?? env.GITHUB_TOKENS ?? env.GITHUB_APP_ID),
      webhookSecret: env.GITHUB_WEBHOOK_SECRET,
      encryptionKeys: env.ENCRYPTION_KEYS,
      adminKey: env.HUBTWIN_ADMIN_KEY,
      ports: { INGRESS_PORT: env.INGRESS_PORT, API_PORT: env.API_PORT, SIMULATOR_PORT: env.SIMULATOR_PORT },
      metricsPort: env.METRICS_PORT,
    })),
);

export const simulatorConfig = section(
  z
    .object({
      SIMULATOR_PORT: port(3002),
      GITHUB_WEBHOOK_URL: serviceUrl('http:', 'https:'),
      GITHUB_WEBHOOK_SECRET: commaSeparated,
      GITHUB_APP_ID: z.coerce.number().int().min(1),
      GITHUB_APP_PRIVATE_KEY: privateKey,
    })
    .transform((env) => ({
      port: env.SIMULATOR_PORT,
      app: { id: env.GITHUB_APP_ID, privateKey: env.GITHUB_APP_PRIVATE_KEY },
      webhookUrl: env.GITHUB_WEBHOOK_URL,
      webhookSecret: env.GITHUB_WEBHOOK_SECRET[0] ?? '',
    })),
);
