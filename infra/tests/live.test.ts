import { createHmac, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@hubtwin/github-simulator';
import { createTestDatabase, freePort, startApp, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { dashboards } from '../grafana/src/dashboards.ts';
import { operands } from './operands.ts';
import { prometheusFolder, startPrometheus } from './start-prometheus.ts';

const services = ['ingress', 'sync-worker', 'import-worker', 'cache-worker', 'api'] as const;
const rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});
const dashboard = z.object({
  panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })),
});

/** Counters that nothing has counted while all is well. */
const deliberatelyEmpty = [
  'webhook_events_failed_total',
  'webhook_deliveries_given_up_total',
  'webhook_events_refused_total{reason=~"unavailable|internal"}',
  'github_api_errors_total',
  'repository_sync_total{status="failed"}',
  'http_server_request_duration_seconds_count{status=~"5.."}',
  // Of the last sample, and the first comes an hour after the start.
  'replication_drift_objects',
];
const mayBeEmpty = (expression: string) => deliberatelyEmpty.some((metric) => expression.includes(metric));

/** The metrics of the contract that something counts while all is well, by the labels that each has. */
const contract = [
  'github_api_requests_total{endpoint!="",status!=""}',
  'github_api_request_duration_seconds_count',
  'github_api_rate_limit_remaining{resource!="",credential=~"[0-9a-f]{12}"}',
  'github_api_rate_limit_limit{resource!="",credential=~"[0-9a-f]{12}"}',
  'github_api_throttled_seconds_count',
  'github_api_conditional_hits_total',
  'webhook_events_received_total{event!=""}',
  'webhook_events_processed_total',
  'webhook_events_duplicate_total',
  'webhook_processing_duration_seconds_count',
  'webhook_lag_seconds_count',
  'cache_hits_total{resource!=""}',
  'cache_misses_total{resource!=""}',
  'repository_sync_total{type!="",status!=""}',
  'repository_sync_duration_seconds_count',
  ...['sync-worker', 'import-worker', 'api'].flatMap((job) => [
    `queue_jobs{queue="deliveries",state="waiting",job="${job}"}`,
    `queue_oldest_job_age_seconds{queue="deliveries",job="${job}"}`,
    `github_api_rate_limit_remaining{job="${job}"}`,
  ]),
  'replication_staleness_seconds{resource="issues"}',
  ...services.map((job) => `hubtwin_build_info{job="${job}",version!=""}`),
];

const alerts = () =>
  rules
    .parse(parse(readFileSync(join(prometheusFolder, 'alerts.yml'), 'utf8')))
    .groups.flatMap((group) => group.rules);

const shown = () =>
  [...dashboards.values()].flatMap((text) =>
    dashboard.parse(JSON.parse(text)).panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  );

/** As Grafana asks it: all of a variable, over a few seconds. */
const requested = (expression: string) =>
  expression.replaceAll('$__rate_interval', '15s').replace(/"\$\w+"/g, '".*"');

test('every query of the dashboards and every alert has data of the running services, and no alert holds while all is well', async () => {
  const [twin, redis] = await Promise.all([createTestDatabase(), startTestRedis()]);
  await using owned = new AsyncDisposableStack();
  owned.use(twin);
  owned.use(redis);
  const ports = Object.fromEntries(
    await Promise.all(services.map(async (name) => [name, await freePort()] as const)),
  );
  const [ingressPort, apiPort] = [await freePort(), await freePort()];
  const secret = randomBytes(32).toString('hex');
  const githubPort = await freePort();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const app = { id: 4_711, privateKey };
  const adminKey = `htk_${randomBytes(24).toString('base64url')}`;
  const environment = {
    DATABASE_URL: twin.url,
    REDIS_URL: redis.url,
    GITHUB_BASE_URL: `http://127.0.0.1:${githubPort}`,
    GITHUB_APP_ID: `${app.id}`,
    GITHUB_APP_PRIVATE_KEY: privateKey,
    GITHUB_WEBHOOK_SECRET: secret,
    HUBTWIN_ADMIN_KEY: adminKey,
    INGRESS_PORT: `${ingressPort}`,
    API_PORT: `${apiPort}`,
    SYNC_INTERVAL_MINUTES: '0.05',
    SYNC_MIN_AGE_MINUTES: '0',
  };
  const started = services.map(async (name) =>
    owned.use(await startApp(name, { ...environment, METRICS_PORT: `${ports[name]}` })),
  );
  await Promise.all(started);
  // GitHub does not send twice: it starts when the ingress listens.
  owned.use(
    await startSimulator({
      seed: 7,
      port: githubPort,
      app,
      scenario: 'demo',
      webhookUrl: `http://127.0.0.1:${ingressPort}/webhooks/github`,
      webhookSecret: secret,
    }),
  );
  const prometheus = owned.use(await startPrometheus(ports));

  const api = (path: string, body?: object) =>
    fetch(`http://127.0.0.1:${apiPort}/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const delivery = (guid: string, signature: string) =>
    fetch(`http://127.0.0.1:${ingressPort}/webhooks/github`, {
      method: 'POST',
      body: '{}',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'ping',
        'x-github-delivery': guid,
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
  const good = createHmac('sha256', secret).update('{}').digest('hex');
  const guid = randomUUID();

  await waitFor('a repository whose plan can be watched', async () => {
    const project = { repository: 'demo-org/storefront', name: 'Plan' };
    return (await api('projects', project)).status === 201;
  });

  const wanted = [...contract, ...shown(), ...alerts().flatMap(({ expr }) => operands(expr))];
  let missing = [...new Set(wanted)].filter((expression) => !mayBeEmpty(expression));
  expect(missing.length).toBeGreaterThan(60);
  await waitFor(
    'data of every expression',
    async () => {
      // Requests to the API, also for GitHub's limits, a duplicate delivery, and one with a wrong secret.
      await Promise.all([
        api('issues'),
        api('rate-limits/track', {}),
        delivery(guid, good),
        delivery(guid, '0'.repeat(64)),
      ]);
      const series = await Promise.all(missing.map((expression) => prometheus.query(requested(expression))));
      missing = missing.filter((_, place) => series[place] === 0);
      return missing.length === 0;
    },
    { timeoutMs: 25_000, everyMs: 500 },
  ).catch((cause: unknown) => {
    throw new Error(`No data of:\n${missing.join('\n')}`, { cause });
  });

  // The demo's first deliveries and its whole import come in its first seconds; every alert waits for minutes.
  let held = alerts();
  await waitFor(
    'the end of the alerts of the first seconds',
    async () => {
      const series = await Promise.all(alerts().map(({ expr }) => prometheus.query(expr)));
      held = alerts().filter((_, place) => (series[place] ?? 0) > 0);
      return held.length === 0;
    },
    { timeoutMs: 20_000, everyMs: 500 },
  ).catch(() => {});
  expect(held).toEqual([]);
});
