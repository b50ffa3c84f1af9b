import { openBenchDatabases } from '../bench-database.ts';
import { isListOfRepository } from '../github/is-list-of-repository.ts';
import { readList } from '../github/read-list.ts';
import { startSimulatedGitHub } from '../github/start-simulated-github.ts';
import { fewestRequests } from '../import/fewest-requests.ts';
import { openImporter } from '../import/open-importer.ts';
import { type BenchResult, below, compare } from '../result.ts';

const size = { commits: 1, issues: 60_000, pullRequests: 0, runs: 0 };
const query = 'state=all&sort=created&direction=asc&per_page=100';
const latencyMs = 100;

/**
 * An import-worker reads a list that GitHub pages by cursors: only the previous page contains the position of the next
 * one, so latency applies page by page. Pages must be processed during the next request; the reference is a plain
 * reader that follows the same list and does nothing with it.
 */
export async function listsSuite(): Promise<BenchResult[]> {
  const sized = [
    { name: 'backlog', ...size },
    { name: 'warm-up', ...size, issues: 2_000 },
  ];
  await using github = await startSimulatedGitHub({ sized });
  await using databases = await openBenchDatabases();
  const [importing, reading] = [await github.createAccount('importer'), await github.createAccount('reader')];
  const databaseUrl = await databases.createMigrated('lists');
  await using importer = await openImporter({ databaseUrl, url: github.url, token: importing.token });
  await importer.import('warm-up');

  await github.setLatency(latencyMs);
  const started = performance.now();
  await readList(`${github.url}/repos/demo-org/backlog/issues?${query}`, reading.token);
  const alone = (performance.now() - started) / 1_000;
  await github.clearRequests();
  const seconds = await importer.import('backlog');
  const lists = (await github.requests()).filter(isListOfRepository);
  const branches = await importer.countBranches('backlog');
  const count = size.issues.toLocaleString('en');
  return [
    compare('lists', `${count} issues by cursors: list requests beside the fewest possible`, {
      ours: [lists.length],
      beside: [fewestRequests(size, branches)],
      max: 1.05,
      unit: '',
    }),
    compare('lists', `${count} issues by cursors at ${latencyMs} ms beside a plain reading of the list`, {
      ours: [seconds],
      beside: [alone],
      max: 1.3,
      unit: 's',
    }),
    below('lists', `memory of the import-worker after ${count} issues`, {
      ours: importer.peakMemory(),
      limit: 256,
      unit: 'MiB',
    }),
  ];
}
