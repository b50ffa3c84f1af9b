import { Agent } from 'node:http';
import { fillIssues } from '../api/fill-issues.ts';
import { loadReads, type Reads } from '../api/load-reads.ts';
import { measureCache } from '../api/measure-cache.ts';
import { addressOfPage, measurePages } from '../api/measure-depth.ts';
import { openApi } from '../api/open-api.ts';
import { openBenchDatabases } from '../bench-database.ts';
import { getStatus } from '../get-status.ts';
import { median } from '../median.ts';
import { paced } from '../paced.ts';
import { atLeast, atMost, type BenchResult, below, compare } from '../result.ts';
import { startServer } from '../server-process.ts';

const repositories = 1_000;
const [few, many] = [20_000, 2_000_000];
const seconds = 2;
const rounds = 7;
/** A pause of 0.1 s is 1 % of a run: the median of several runs excludes outliers. */
const spells = 5;
const warmUpSeconds = 6;
const anyRepository = () => Math.floor(Math.random() * repositories) + 1;
const reads = {
  'lists of issues': () =>
    `/api/v1/repositories/demo-org/service-${anyRepository()}/issues?state=open&limit=50`,
  'single issues': () =>
    `/api/v1/repositories/demo-org/service-${anyRepository()}/issues/${Math.floor(Math.random() * 1_900) + 1}`,
};

/**
 * Reads of the API over 2,000,000 issues, compared with a minimal handler that runs the same statements; the cost of
 * depth and size; and the hit rate and staleness of its cache.
 */
export async function apiSuite(): Promise<BenchResult[]> {
  await using databases = await openBenchDatabases();
  const [fewUrl, manyUrl] = [await databases.createMigrated('few'), await databases.createMigrated('many')];
  await fillIssues(fewUrl, { repositories, issues: few });
  await fillIssues(manyUrl, { repositories, issues: many });
  return [
    ...(await measureSpeed(manyUrl)),
    ...(await measureSize(fewUrl, manyUrl)),
    ...(await measureCaching(manyUrl)),
  ];
}

/** Without the cache. */
async function measureSpeed(databaseUrl: string): Promise<BenchResult[]> {
  await using api = await openApi(databaseUrl, { caching: false });
  await using raw = await startServer('api/raw-server.ts', [databaseUrl]);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const results: BenchResult[] = [];
  for (const [name, path] of Object.entries(reads)) {
    const sides: Reads[] = [
      { ...api, path },
      { ...raw, path },
    ];
    for (const side of sides) await loadReads(side, { seconds: warmUpSeconds });
    const turns: number[][] = [];
    let failures = 0;
    for (let round = 0; round < rounds; round++) {
      const turn: number[] = [];
      for (const side of sides) {
        const measured = await loadReads(side, { seconds });
        turn.push(measured.perSecond);
        failures += measured.failures;
      }
      turns.push(turn);
    }
    const [ours = [], beside = []] = [0, 1].map((side) => turns.map((turn) => turn[side] ?? 0));
    const p99s: number[] = [];
    for (let spell = 0; spell < spells; spell++) {
      const half = await paced({
        perSecond: median(ours) / 2,
        seconds: 6,
        warmUpSeconds: 2,
        send: () => getStatus(`${api.url}${path()}`, api.headers, agent),
      });
      p99s.push(half.p99);
      failures += half.failures;
    }
    results.push(
      compare('api', `${name}, beside a bare handler of the same statements`, {
        ours,
        beside,
        min: 0.5,
        unit: '/s',
      }),
      below('api', `${name}, p99 at half of saturation`, { ours: median(p99s), limit: 50, unit: 'ms' }),
      below('api', `${name} that failed`, { ours: failures, limit: 1, unit: '' }),
    );
  }
  agent.destroy();
  return results;
}

/** The same query over few and over many rows: its first page, and its ten-thousandth. */
async function measureSize(fewUrl: string, manyUrl: string): Promise<BenchResult[]> {
  await using small = await openApi(fewUrl, { caching: false });
  await using large = await openApi(manyUrl, { caching: false });
  const apis = [large, small];
  const first = '/api/v1/issues?limit=100';
  const narrow = '/api/v1/issues?limit=2';
  const deep = await Promise.all(apis.map((api) => addressOfPage(api, narrow, 10_000)));
  const named: [string, string[]][] = [
    ['the first page of 100', [first, first]],
    ['the first page of 2', [narrow, narrow]],
    ['the ten-thousandth page of 2', deep],
  ];
  const results: BenchResult[] = [];
  for (const [name, paths] of named) {
    await measurePages(apis, paths);
    const [ours = Number.NaN, beside = Number.NaN] = await measurePages(apis, paths);
    results.push(
      compare(
        'api',
        `${name} of ${many.toLocaleString('en')} issues, beside that of ${few.toLocaleString('en')}`,
        {
          ours: [ours],
          beside: [beside],
          max: 1.5,
          unit: 'ms',
        },
      ),
    );
  }
  return results;
}

async function measureCaching(databaseUrl: string): Promise<BenchResult[]> {
  await using api = await openApi(databaseUrl, { caching: true });
  const use = await measureCache(api, { databaseUrl, repositories, seconds: 20, warmUpSeconds: 20 });
  return [
    atLeast('api', 'hits of the cache, of reads by Zipf with 1 % writes', {
      ours: use.hitRate * 100,
      limit: 80,
      unit: '%',
    }),
    atMost('api', `oldest answer of ${use.reads.toLocaleString('en')} behind ${use.writes} changes`, {
      ours: use.stalestMs,
      limit: 1_000,
      unit: 'ms',
    }),
  ];
}
