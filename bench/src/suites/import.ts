import { openBenchDatabases } from '../bench-database.ts';
import { isListOfRepository } from '../github/is-list-of-repository.ts';
import { type SimulatedGitHub, startSimulatedGitHub } from '../github/start-simulated-github.ts';
import { fewestRequests, minSeconds } from '../import/fewest-requests.ts';
import { openImporter } from '../import/open-importer.ts';
import { type BenchResult, below, compare } from '../result.ts';

const size = { commits: 10_000, issues: 5_000, pullRequests: 2_000, runs: 3_000 };
const others = { branches: 20, labels: 20, milestones: 10, releases: 20 };
const turns = 3;
const latencyMs = 100;
/** The number of high-priority requests for which GitHub's limits leave room (`budget/policy.ts`). */
const atOnce = 80;

/**
 * High-priority imports: for a repository of 20,000 objects, the number of requests and the effect of a latency of 100
 * ms; for one with 100,000 commits, the memory.
 */
export async function importSuite(): Promise<BenchResult[]> {
  const sized = Array.from({ length: 2 * turns + 1 }, (_, nth) => ({
    name: `monolith-${nth}`,
    ...size,
    ...others,
  }));
  await using github = await startSimulatedGitHub({
    sized: [...sized, { name: 'history', commits: 100_000 }],
  });
  await using databases = await openBenchDatabases();
  const { far, near } = await measureImports(github, await databases.createMigrated('import'));
  const memory = await measureMemory(github, await databases.createMigrated('history'));

  const lowest = far.map(({ branches }) => minSeconds(size, { branches, latencyMs, atOnce }));
  return [
    compare('import', '20,000 objects: list requests beside the fewest possible', {
      ours: far.map(({ lists }) => lists),
      beside: far.map(({ branches }) => fewestRequests(size, branches)),
      max: 1.05,
      unit: '',
    }),
    compare('import', `20,000 objects at ${latencyMs} ms beside the longer of latency alone and no latency`, {
      ours: far.map(({ seconds }) => seconds),
      beside: near.map(({ seconds }, turn) => Math.max(seconds, lowest[turn] ?? 0)),
      max: 1.2,
      unit: 's',
    }),
    below('import', 'memory of the import-worker after 100,000 commits', {
      ours: memory,
      limit: 256,
      unit: 'MiB',
    }),
  ];
}

/** The cost of reading a large repository, and the number of its branches, which depends on its open pull requests. */
interface Import {
  seconds: number;
  lists: number;
  branches: number;
}

/** One repository after the other, with latency and without, alternating; the first, which is not counted, warms up. */
async function measureImports(
  github: SimulatedGitHub,
  databaseUrl: string,
): Promise<{ far: Import[]; near: Import[] }> {
  const { token } = await github.createAccount('importer');
  await using importer = await openImporter({ databaseUrl, url: github.url, token });
  async function measure(name: string, ms: number): Promise<Import> {
    await github.setLatency(ms);
    await github.clearRequests();
    const seconds = await importer.import(name);
    const lists = (await github.requests()).filter(isListOfRepository);
    return { seconds, lists: lists.length, branches: await importer.countBranches(name) };
  }
  await importer.import('monolith-0');
  const [far, near]: [Import[], Import[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    far.push(await measure(`monolith-${2 * turn + 1}`, latencyMs));
    near.push(await measure(`monolith-${2 * turn + 2}`, 0));
  }
  await github.setLatency(0);
  return { far, near };
}

async function measureMemory(github: SimulatedGitHub, databaseUrl: string): Promise<number> {
  const { token } = await github.createAccount('historian');
  await using importer = await openImporter({ databaseUrl, url: github.url, token });
  await importer.import('history');
  return importer.peakMemory();
}
