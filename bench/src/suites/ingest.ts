import { createServer } from 'node:net';
import { openBenchDatabases } from '../bench-database.ts';
import { load } from '../ingest/load.ts';
import { measureVisibility } from '../ingest/measure-visibility.ts';
import { pacedLoad } from '../ingest/paced-load.ts';
import { startApp, startServer } from '../ingest/server-process.ts';
import { median } from '../median.ts';
import { type BenchResult, below, compare } from '../result.ts';

const secret = 'a-secret-for-the-benchmark-only-0123456789';
const seconds = 4;
const rounds = 3;
const warmUpSeconds = 3;

/**
 * Durable acceptance of deliveries beside a raw server with the best grouped insert we know, and beside
 * Probot; its latency at half of what it takes; and the time until a delivery is a row.
 */
export async function ingestSuite(): Promise<BenchResult[]> {
  const visibility = await measureVisible();
  const { ours, raw, probot, failures } = await measureAcceptance();
  const half = await measureHalf(ours / 2);
  const name = 'durable acceptance';
  return [
    compare('ingest', `${name} beside raw node:http and grouped insert`, {
      ours,
      beside: raw,
      least: 0.6,
      unit: '/s',
    }),
    compare('ingest', `${name} beside Probot and an INSERT an event`, {
      ours,
      beside: probot,
      least: 1.6,
      unit: '/s',
    }),
    below('ingest', 'p99 at half of saturation', { ours: half.p99, limit: 50, unit: 'ms' }),
    below('ingest', 'delivery to visible row, p95 at 100/s', {
      ours: visibility.p95,
      limit: 100,
      unit: 'ms',
    }),
    below('ingest', 'deliveries not accepted, or never visible', {
      ours: failures + half.failures + visibility.missing,
      limit: 1,
      unit: '',
    }),
  ];
}

// Each part has a Postgres of its own: what the last one left to be vacuumed must not weigh on the next.

async function measureVisible() {
  await using databases = await openBenchDatabases();
  const databaseUrl = await databases.createMigrated('visible');
  await using ingress = await startIngress(databaseUrl);
  await using _worker = await startApp('sync-worker', { DATABASE_URL: databaseUrl });
  return await measureVisibility({
    url: ingress.url,
    databaseUrl,
    secret,
    perSecond: 100,
    seconds: 10,
    warmUpSeconds,
  });
}

/** The sides take turns, so that what else happens on the machine meets all of them; the median counts. */
async function measureAcceptance() {
  const sides: Record<'ours' | 'raw' | 'probot', Awaited<ReturnType<typeof load>>[]> = {
    ours: [],
    raw: [],
    probot: [],
  };
  for (let round = 0; round < rounds; round++) {
    await using databases = await openBenchDatabases();
    const measure = (url: string) => load({ url, secret, seconds, warmUpSeconds: 2 });
    {
      await using ingress = await startIngress(await databases.createMigrated('ours'));
      sides.ours.push(await measure(ingress.url));
    }
    {
      await using raw = await startServer('raw-server.ts', [await databases.createEmpty('raw'), secret]);
      sides.raw.push(await measure(raw.url));
    }
    {
      await using probot = await startServer('probot-server.ts', [
        await databases.createEmpty('probot'),
        secret,
      ]);
      sides.probot.push(await measure(probot.url));
    }
  }
  const perSecond = (side: keyof typeof sides) => median(sides[side].map((result) => result.perSecond));
  return {
    ours: perSecond('ours'),
    raw: perSecond('raw'),
    probot: perSecond('probot'),
    failures: sides.ours.reduce((sum, result) => sum + result.failures, 0),
  };
}

async function measureHalf(perSecond: number) {
  await using databases = await openBenchDatabases();
  await using ingress = await startIngress(await databases.createMigrated('half'));
  return await pacedLoad({ url: ingress.url, secret, perSecond, seconds: 8, warmUpSeconds });
}

async function startIngress(databaseUrl: string): Promise<AsyncDisposable & { url: string }> {
  const port = await freePort();
  const service = await startApp('ingress', {
    DATABASE_URL: databaseUrl,
    GITHUB_WEBHOOK_SECRET: secret,
    INGRESS_PORT: `${port}`,
  });
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return promise;
}
