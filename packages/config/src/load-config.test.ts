import { expect, test } from 'vitest';
import {
  apiConfig,
  cacheConfig,
  databaseConfig,
  hooksConfig,
  processConfig,
  secretsConfig,
  sharedCacheConfig,
  upConfig,
  webhookConfig,
} from './index.ts';
import { ConfigError, loadConfig, type Sections } from './load-config.ts';

const sections = {
  process: processConfig,
  database: databaseConfig,
  webhooks: webhookConfig,
  hooks: hooksConfig,
  secrets: secretsConfig,
  api: apiConfig,
};
const key = `one:${Buffer.alloc(32, 1).toString('base64')}`;

function faultsOf(environment: Record<string, string>, of: Sections = sections): readonly string[] {
  try {
    loadConfig(of, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test('every fault is reported at once, with its variable', () => {
  const faults = faultsOf({ DATABASE_URL: 'mysql://x', API_PORT: '70000', LOG_LEVEL: 'loud' });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['LOG_LEVEL', 'DATABASE_URL', 'API_PORT']);
});

test('an empty variable counts as absent', () => {
  const config = loadConfig(sections, { DATABASE_URL: 'postgres://localhost/x', API_PORT: '' });
  expect(config.api.port).toBe(3001);
});

test('several webhook secrets are all used, without the spaces around them', () => {
  const config = loadConfig(sections, { DATABASE_URL: 'postgres://h/x', GITHUB_WEBHOOK_SECRET: 'one, two' });
  expect(config.webhooks.secrets).toEqual(['one', 'two']);
});

test('production refuses weak secrets, a missing encryption key, a generated admin key and plain http together', () => {
  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://localhost/x',
    GITHUB_WEBHOOK_SECRET: 'changeme',
    GITHUB_WEBHOOK_URL: 'HTTP://twin.example/webhooks/github',
  };
  const named = (faults: readonly string[]) => faults.map((fault) => fault.split(':')[0]).sort();
  const all = ['ENCRYPTION_KEYS', 'GITHUB_WEBHOOK_SECRET', 'GITHUB_WEBHOOK_URL', 'HUBTWIN_ADMIN_KEY'];
  expect(named(faultsOf(environment))).toEqual(all);
  expect(named(faultsOf(environment, { up: upConfig })), 'also the values that would be generated').toEqual(
    all,
  );
  expect(faultsOf({ ...environment, NODE_ENV: 'development' })).toEqual([]);
});

test.for([
  ['a'.repeat(31), true],
  ['a'.repeat(32), false],
  ["It's a Secret to Everybody, also to us", true],
  ['change-me-change-me-change-me-change-me', true],
  ['<your-webhook-secret-of-32-characters>', true],
  ['SECRET_SECRET_SECRET_SECRET_SECRET_SECRET', true],
  [`${'b'.repeat(40)},short`, true],
] as const)('in production %s as the secret of hooks is refused: %s', ([secret, isRefused]) => {
  const environment = { NODE_ENV: 'production', GITHUB_WEBHOOK_SECRET: secret };
  expect(faultsOf(environment, { webhooks: webhookConfig }).length > 0).toBe(isRefused);
});

test('production starts when all required variables are set', () => {
  expect(
    faultsOf({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://localhost/x',
      GITHUB_WEBHOOK_SECRET: 'a'.repeat(32),
      ENCRYPTION_KEYS: key,
      HUBTWIN_ADMIN_KEY: `htk_${'b'.repeat(32)}`,
    }),
  ).toEqual([]);
});

test('responses are cached for the default of their resource, or the configured time', () => {
  const { cache } = loadConfig({ cache: cacheConfig }, { GITHUB_CACHE_TTL_JOBS: '7' });
  expect(cache).toEqual({
    isEnabled: true,
    redisUrl: undefined,
    ttlSeconds: { repos: 300, pulls: 60, issues: 60, workflows: 60, runners: 30, jobs: 7, rate_limits: 5 },
  });
  expect(() => loadConfig({ cache: cacheConfig }, { GITHUB_CACHE_TTL_REPOS: '0' })).toThrow(
    'GITHUB_CACHE_TTL_REPOS',
  );
});

test('a shared cache requires Redis, and the error states it', () => {
  expect(() => loadConfig({ cache: sharedCacheConfig }, {})).toThrow('REDIS_URL');
});

test('the bytes in flight must allow one body of the maximum size', () => {
  const environment = { WEBHOOK_MAX_BODY_BYTES: '1000', WEBHOOK_MAX_BYTES_IN_FLIGHT: '999' };
  expect(faultsOf(environment, { webhooks: webhookConfig })).toEqual([
    expect.stringContaining('WEBHOOK_MAX_BYTES_IN_FLIGHT'),
  ]);
});
