import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { connectRedis } from '@hubtwin/redis';
import { createKeyRing } from '@hubtwin/secrets';
import { startTelemetry } from '@hubtwin/telemetry';
import { freePort, startTestRedis } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { createBudget } from '../src/budget/create-budget.ts';
import { createRedisBudgetStore } from '../src/budget/create-redis-budget-store.ts';
import { createPolicy } from '../src/budget/policy.ts';

import { createMemoryTokenStore } from '../src/credentials/create-memory-token-store.ts';
import { createRedisTokenStore } from '../src/credentials/create-redis-token-store.ts';
import { startGitHub } from './start-github.ts';

const storefront = { owner: 'demo-org', repo: 'storefront' };
const get = 'GET /repos/{owner}/{repo}';
const labels = 'GET /repos/{owner}/{repo}/labels';
const urgent = { priority: 'critical' } as const;

test('a token is in no error, metric, span or Redis value', async () => {
  await using github = await startGitHub();
  await using server = await startTestRedis();
  const redis = connectRedis(server.url);
  await new Promise((resolve) => redis.once('ready', resolve));
  const spans: unknown[] = [];
  const metricsPort = await freePort();
  const keep = {
    onStart() {},
    onEnd: (span: unknown) => void spans.push(span),
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  await using telemetry = await startTelemetry('test', {
    logLevel: 'silent',
    metricsPort,
    spanProcessors: [keep],
  });
  await using client = github.connect({
    meter: telemetry.meter,
    retryCount: 0,
    timeoutMs: 1_000,
    budget: createBudget({
      store: createRedisBudgetStore(redis),
      policy: createPolicy({ strategy: 'adaptive' }),
    }),
    tokenStore: createRedisTokenStore({
      redis,
      keys: createKeyRing([{ id: 'a', key: Buffer.alloc(32, 7) }]),
    }),
  });

  const errors: unknown[] = [];
  const views = [client.forTokens(), client.forInstallation(github.installationId)];
  for (const view of views) {
    await view.request(get, storefront, urgent);
    for (const fault of [
      { kind: 'reset' },
      { kind: 'truncated' },
      { kind: 'timeout' },
      { kind: 'status', status: 500 },
    ] as const) {
      github.rest.faults.add({ fault, count: 1 });
      const requested = view.request(labels, { ...storefront, page: errors.length + 1 }, urgent);
      errors.push(await requested.catch((error: unknown) => error));
    }
    errors.push(
      await view.request(get, { owner: 'no', repo: 'no' }, urgent).catch((error: unknown) => error),
    );
  }
  const stored = await Promise.all(
    (await redis.keys('*')).map(async (name) => `${name} ${await redis.dump(name)}`),
  );
  const scraped = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  redis.disconnect();

  expect(errors.every((error) => error instanceof Error)).toBe(true);
  expect(stored.length).toBeGreaterThan(3);
  expect(spans.length).toBeGreaterThan(10);
  expect(scraped).toContain('github_api_requests_total');
  const everything = inspect(
    { errors, spans, scraped, stored },
    { depth: 20, maxStringLength: null, maxArrayLength: null },
  );
  for (const canary of [github.token, 'ghs_', 'ghp_', 'PRIVATE KEY', 'eyJ'])
    expect(everything).not.toContain(canary);
});

test('a fresh token that GitHub does not know yet is retried until it does', async () => {
  let refusals = 2;
  const server = createServer((_, response) => {
    refusals -= 1;
    response.writeHead(refusals >= 0 ? 401 : 200, { 'content-type': 'application/json' });
    response.end('{}');
  }).listen(0);
  await using github = await startGitHub();
  const tokenStore = createMemoryTokenStore();
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await using client = github.connect({ baseUrl, tokenStore });
  const name = `${new URL(baseUrl).host}:${github.simulator.app.id}:1`;
  const token = { token: `ghs_${'f'.repeat(36)}`, issuedAt: Date.now(), expiresAt: Date.now() + 3_600_000 };
  await tokenStore.getOrMint(name, async () => token);
  const { status } = await client.forInstallation(1).request(get, storefront, urgent);
  expect(status).toBe(200);
  expect(refusals).toBe(-1);
  server.close();
});
