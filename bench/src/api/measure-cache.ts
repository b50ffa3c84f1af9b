import { createDatabase, storeObservations } from '@hubtwin/database';
import { observeFetched } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import type { OpenApi } from './open-api.ts';
import { createZipf } from './zipf.ts';

export interface CacheUse {
  /** The share of reads that required no query. */
  hitRate: number;
  /** The maximum delay of a response behind a change, in milliseconds. */
  stalestMs: number;
  reads: number;
  writes: number;
}

const readers = 16;
const writesAmong = 100;
const issues = resources.find(({ name }) => name === 'issues');

/**
 * Clients read issues, some far more often than others, while one request in a hundred is a write. Each write is
 * recorded; a response that does not include it was stale for the time between the write and the request.
 */
export async function measureCache(
  api: OpenApi,
  options: { databaseUrl: string; repositories: number; seconds: number; warmUpSeconds: number },
): Promise<CacheUse> {
  const { database, ...connection } = createDatabase({ url: options.databaseUrl, poolMax: 4 });
  const draw = createZipf(options.repositories, Math.random);
  const written = new Map<number, { version: number; at: number }[]>();
  const use = { reads: 0, writes: 0, stalestMs: 0 };
  let version = 0;

  async function write(repository: number): Promise<void> {
    if (issues === undefined) throw new Error('issues are not mirrored');
    version += 1;
    const own = version;
    // The second issue of each repository; its version increases by a second with each write.
    const raw = {
      id: 1_000_000_000 + repository,
      number: 1_000_000,
      title: `version ${own}`,
      state: 'open',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: new Date(Date.UTC(2026, 0, 1) + own * 1_000).toISOString().replace('.000', ''),
    };
    const origin = { repositoryId: repository, source: 'sync', requestedAt: new Date() } as const;
    const seen = observeFetched(issues, raw, origin);
    await storeObservations(database, [seen]);
    const versions = written.get(repository) ?? [];
    written.set(repository, [...versions, { version: own, at: performance.now() }]);
    use.writes += 1;
  }

  async function read(repository: number): Promise<void> {
    const started = performance.now();
    const path = `/api/v1/repositories/demo-org/service-${repository}/issues/1000000`;
    const response = await fetch(`${api.url}${path}`, { headers: api.headers });
    const body: unknown = await response.json();
    use.reads += 1;
    const shown = Number(/\d+/.exec(String(Reflect.get(Object(body), 'title')))?.[0] ?? 0);
    // The first change that is missing in the response, although it was stored before the request.
    const missed = written.get(repository)?.find((each) => each.version > shown && each.at < started);
    if (missed !== undefined) use.stalestMs = Math.max(use.stalestMs, started - missed.at);
  }

  async function work(until: number): Promise<void> {
    while (performance.now() < until) {
      const repository = draw() + 1;
      if (Math.random() * writesAmong < 1) await write(repository);
      else await read(repository);
    }
  }
  const run = async (seconds: number) => {
    const until = performance.now() + seconds * 1_000;
    await Promise.all(Array.from({ length: readers }, () => work(until)));
  };
  try {
    for (let repository = 1; repository <= options.repositories; repository++) await write(repository);
    await run(options.warmUpSeconds);
    const before = await countReads(api);
    Object.assign(use, { reads: 0, writes: 0 });
    await run(options.seconds);
    const after = await countReads(api);
    const [hits, misses] = [after.hits - before.hits, after.misses - before.misses];
    return { ...use, hitRate: hits / (hits + misses) };
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

/** The API's cache counters for issues. */
async function countReads(api: OpenApi): Promise<{ hits: number; misses: number }> {
  const text = await api.metrics();
  const countOf = (name: string) =>
    Number(new RegExp(`^${name}\\{[^}]*resource="issues"[^}]*\\} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
  return { hits: countOf('cache_hits_total'), misses: countOf('cache_misses_total') };
}
