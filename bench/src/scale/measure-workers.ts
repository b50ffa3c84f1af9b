import { cpus } from 'node:os';
import { startTestRedis } from '@hubtwin/test-kit';
import { openBenchDatabases } from '../bench-database.ts';
import { median } from '../median.ts';
import { atMost, type BenchResult } from '../result.ts';
import { startApp } from '../server-process.ts';
import { countBusyCores } from './count-busy-cores.ts';
import { openBacklog } from './open-backlog.ts';

const rounds = 3;
/** The required share of what the cores allow: processes on busy cores slow each other down. */
const minShare = 0.75;

interface Side {
  perSecond: number[];
  busyCores: number[];
  troubled: number;
}

/** The same backlog processed by one, two and four workers; each run has its own Postgres and Redis. */
export async function measureWorkers(deliveries: number): Promise<BenchResult[]> {
  const counts = [1, 2, 4];
  const sides = new Map<number, Side>();
  for (const workers of counts) sides.set(workers, await measureSide(workers, deliveries));
  const one = sides.get(1);
  if (one === undefined) throw new Error('the run with one worker is missing');
  const alone = median(one.perSecond);
  // The cores that one worker, with its Postgres and Redis, leaves free are available to others.
  const room = cpus().length / median(one.busyCores);
  const results = counts.map((workers): BenchResult => {
    const ours = median(sides.get(workers)?.perSecond ?? []);
    const ratio = ours / alone;
    const allowed = Math.max(1, Math.min(workers, room));
    const percent = (share: number) => `${Math.round(share * 100)} %`;
    const bar = minShare * allowed;
    return {
      suite: 'scale',
      name: `${deliveries.toLocaleString('en')} deliveries by ${workers} workers beside one: ${percent(ratio / workers)} of ideal, ${percent(ratio / allowed)} of what ${cpus().length} cores allow (${allowed.toFixed(2)} times)`,
      ours,
      beside: alone,
      ratio,
      unit: '/s',
      bar: workers === 1 ? 'none' : `at least ${bar.toFixed(2)} times`,
      holds: workers === 1 || ratio >= bar,
    };
  });
  const troubled = [...sides.values()].reduce((sum, side) => sum + side.troubled, 0);
  return [
    ...results,
    atMost('scale', 'deliveries that took more than one attempt, or got lost', {
      ours: troubled,
      limit: 0,
      unit: '',
    }),
  ];
}

async function measureSide(workers: number, deliveries: number): Promise<Side> {
  await using owned = new AsyncDisposableStack();
  const databaseUrl = await owned.use(await openBenchDatabases()).createMigrated('scale');
  const redis = owned.use(await startTestRedis());
  const backlog = owned.use(await openBacklog({ databaseUrl, redisUrl: redis.url }));
  const environment = { DATABASE_URL: databaseUrl, REDIS_URL: redis.url };
  const started = Array.from({ length: workers }, () => startApp('sync-worker', environment));
  for (const worker of await Promise.all(started)) owned.use(worker);
  const side: Side = { perSecond: [], busyCores: [], troubled: 0 };
  // Each worker compiles its code during its first deliveries.
  const warmUp = Math.ceil(deliveries / 10) * workers;
  await backlog.fill(warmUp);
  await backlog.empty();
  for (let round = 0; round < rounds; round++) {
    await backlog.hold();
    await backlog.fill(deliveries);
    const busyCores = countBusyCores();
    side.perSecond.push(deliveries / (await backlog.workOff()));
    side.busyCores.push(busyCores());
  }
  const { processed, troubled } = await backlog.outcome();
  side.troubled = troubled + warmUp + rounds * deliveries - processed;
  return side;
}
