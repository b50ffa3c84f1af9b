import { openBenchDatabases } from '../bench-database.ts';
import { freePort } from '../free-port.ts';
import { load } from '../ingest/load.ts';
import { measureVisibility } from '../ingest/measure-visibility.ts';
import { pacedLoad } from '../ingest/paced-load.ts';
import { median } from '../median.ts';
import { type BenchResult, below, compare } from '../result.ts';
import { startApp, startServer } from '../server-process.ts';

const secret = 'a-secret-for-the-benchmark-only-0123456789';
const seconds = 2;
const rounds = 9;
const warmUpSeconds = 8;

/**
 * Durable acceptance of deliveries compared with a raw server with the best grouped insert we know, and with Probot;
 * its latency at half of saturation; and the time until a delivery is a row.
 */
export async function ingestSuite(): Promise<BenchResult[]> {
  const visibility = await measureVisible();
  const { ours, raw, probot, failures } = await measureAcceptance();
  const half = await measureHalf(median(ours) / 2);
  const name = 'durable acceptance';
  return [
    compare('ingest', `${name} beside raw node:http and grouped insert`, {
      ours,
      beside: raw,
      min: 0.6,
      unit: '/s',
    }),
    compare('ingest', `${name} beside Probot and an INSERT an event`, {
      ours,
      beside: probot,
      min: 1.6,
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

// Each part has its own Postgres: the vacuum of the previous one must not slow down the next.

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

/**
 * Short turns, alternating between the sides, so that other activity on the machine affects all of them; each has its
 * own Postgres. The result is the median of the turns' ratios.
 */
async function measureAcceptance() {
  await using owned = new AsyncDisposableStack();
  const openDatabases = async () => owned.use(await openBenchDatabases());
  const ours = owned.use(await startIngress(await (await openDatabases()).createMigrated('ours')));
  const rawUrl = await (await openDatabases()).createEmpty('raw');
  const raw = owned.use(await startServer('ingest/raw-server.ts', [rawUrl, secret]));
  const probotUrl = await (await openDatabases()).createEmpty('probot');
  const probot = owned.use(await startServer('ingest/probot-server.ts', [probotUrl, secret]));

  const sides = [ours, raw, probot];
  for (const { url } of sides) await load({ url, secret, seconds: warmUpSeconds });
  const turns: number[][] = [];
  let failures = 0;
  for (let round = 0; round < rounds; round++) {
    const turn: number[] = [];
    for (const { url } of sides) {
      const result = await load({ url, secret, seconds });
      turn.push(result.perSecond);
      failures += result.failures;
    }
    turns.push(turn);
  }
  const of = (side: number) => turns.map((turn) => turn[side] ?? 0);
  return { ours: of(0), raw: of(1), probot: of(2), failures };
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
