import { fillIssues } from '../api/fill-issues.ts';
import { measureSearch } from '../api/measure-search.ts';
import { openApi } from '../api/open-api.ts';
import { openBenchDatabases } from '../bench-database.ts';
import { type BenchResult, below } from '../result.ts';

const population = { repositories: 1_000, issues: 2_000_000 };
const limit = 100;

/** Sequential searches over 2,000,000 issues, without the API's cache: of all kinds together, and of each. */
export async function searchSuite(): Promise<BenchResult[]> {
  await using databases = await openBenchDatabases();
  const url = await databases.createMigrated('searched');
  await fillIssues(url, population);
  await using api = await openApi(url, { caching: false });
  const { all, kinds, failures } = await measureSearch(api, population);
  const size = population.issues.toLocaleString('en');
  return [
    ...[all, ...kinds].map(({ kind, searches, p50, p95, max, slowest }) =>
      below(
        'search',
        `p95 of ${searches} searches over ${size} issues, ${kind} (p50 ${p50.toFixed(1)}, max ${max.toFixed(1)}: ${slowest})`,
        { ours: p95, limit, unit: 'ms' },
      ),
    ),
    below('search', 'searches that failed', { ours: failures, limit: 1, unit: '' }),
  ];
}
