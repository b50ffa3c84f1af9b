import { quantile } from '../median.ts';
import { chinese, type Population, vocabulary } from './fill-issues.ts';
import type { OpenApi } from './open-api.ts';

/** What is searched for, in these shares: rare and frequent words, identifiers, paths, phrases, Chinese, qualifiers. */
function queriesOf({ repositories, issues }: Population): string[] {
  const any = (below: number) => Math.floor(Math.random() * below);
  /** As often as people use words: the frequent ones most. */
  const rank = () => Math.floor(vocabulary ** Math.random());
  const from = any(chinese.length - 8);
  const service = () => `service-${any(repositories) + 1}`;
  const kinds: [times: number, query: () => string][] = [
    [50, () => `order ${any(issues) + 1}`],
    [50, () => `service${rank()}client`],
    [20, () => `Service${rank()}Client is:open`],
    [50, () => `term${rank()}`],
    [20, () => `term${rank()} term${rank()}`],
    [20, () => `module-${any(10_000)}/index.ts`],
    [10, () => chinese.slice(from, from + 4)],
    [10, () => `"fails for order" term${rank()}`],
    [10, () => `customer repo:demo-org/${service()}`],
    [10, () => `term${rank()} author:user-${any(50)}`],
    [5, () => 'checkout fails'],
    [5, () => 'the'],
  ];
  return kinds.flatMap(([times, query]) => Array.from({ length: times }, query));
}

/** @returns milliseconds that 95 % of searches take at most, one after the other, and how many failed. */
export async function measureSearch(
  api: OpenApi,
  population: Population,
): Promise<{ p95: number; slowest: string; searches: number; failures: number }> {
  const measured: { query: string; ms: number }[] = [];
  let failures = 0;
  for (const isMeasured of [false, true]) {
    for (const query of queriesOf(population)) {
      const started = performance.now();
      const url = `${api.url}/api/v1/search?q=${encodeURIComponent(query)}`;
      const response = await fetch(url, { headers: api.headers });
      await response.text();
      if (!response.ok) failures += 1;
      else if (isMeasured) measured.push({ query, ms: performance.now() - started });
    }
  }
  const slowest = measured.toSorted((one, other) => other.ms - one.ms)[0]?.query ?? '';
  return {
    p95: quantile(
      measured.map(({ ms }) => ms),
      0.95,
    ),
    slowest,
    searches: measured.length,
    failures,
  };
}
