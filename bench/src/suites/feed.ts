import { setTimeout as sleep } from 'node:timers/promises';
import { benchConfig, loadConfig } from '@hubtwin/config';
import { createDatabase } from '@hubtwin/database';
import { openApi } from '../api/open-api.ts';
import { openBenchDatabases } from '../bench-database.ts';
import { openStreams } from '../feed/open-streams.ts';
import { writeChanges } from '../feed/write-changes.ts';
import { quantile } from '../median.ts';
import { readMemory } from '../read-memory.ts';
import { atLeast, type BenchResult, below } from '../result.ts';

const perSecond = 200;
const repositories = 100;
const warmUpSeconds = 3;

/**
 * The change feed with 1,000 clients and 200 changes a second: one in twenty reads everything, the others one of 100
 * repositories. Then the memory of an API with 5,000 idle clients.
 */
export async function feedSuite(): Promise<BenchResult[]> {
  const { readers, idle, seconds } = loadConfig({ bench: benchConfig }).bench.feed;
  await using databases = await openBenchDatabases();
  const url = await databases.createMigrated('feed');
  await using connection = createDatabase({ url, poolMax: 2 });
  await connection.pool.query(
    `insert into repositories (id, full_name, name, raw, version, source, synced_at)
     select id, 'demo-org/r' || id, 'r' || id, '{}', '', 'import', now() from generate_series(1, $1::int) as id`,
    [repositories],
  );
  return [...(await measureLatency(url, { readers, seconds })), ...(await measureIdle(url, idle))];
}

async function measureLatency(
  databaseUrl: string,
  { readers, seconds }: { readers: number; seconds: number },
): Promise<BenchResult[]> {
  await using api = await openApi(databaseUrl, { caching: false });
  const committedAt = new Map<number, number>();
  const queries = Array.from({ length: readers }, (_, nth) =>
    nth % 20 === 0 ? '' : `?repository=demo-org/r${(nth % repositories) + 1}`,
  );
  using streams = await openStreams(api, queries, committedAt);
  await writeChanges(databaseUrl, { perSecond, seconds: warmUpSeconds }, committedAt);
  await sleep(1_000);
  committedAt.clear();
  streams.latencies.length = 0;
  await writeChanges(databaseUrl, { perSecond, seconds }, committedAt);
  await sleep(1_000);
  const everything = queries.filter((query) => query === '').length;
  const { latencies } = streams;
  return [
    below('feed', 'commit to client, p95', { ours: quantile(latencies, 0.95), limit: 20, unit: 'ms' }),
    below('feed', 'commit to client, p99', { ours: quantile(latencies, 0.99), limit: 60, unit: 'ms' }),
    atLeast('feed', 'changes received by clients that read everything, with those of the others', {
      ours: latencies.length,
      limit: everything * committedAt.size,
      unit: 'changes',
    }),
    below('feed', 'connections that ended', { ours: streams.ended(), limit: 1, unit: '' }),
  ];
}

async function measureIdle(databaseUrl: string, idle: number): Promise<BenchResult[]> {
  await using api = await openApi(databaseUrl, { caching: false });
  using streams = await openStreams(
    api,
    Array.from({ length: idle }, () => ''),
    new Map(),
  );
  // Two heartbeats.
  await sleep(35_000);
  const name = `memory of the API with ${idle.toLocaleString('en')} idle clients`;
  return [
    below('feed', name, { ours: readMemory(api.pid), limit: 300, unit: 'MiB' }),
    below('feed', 'idle connections that ended', { ours: streams.ended(), limit: 1, unit: '' }),
  ];
}
