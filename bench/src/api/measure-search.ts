import { median, quantile } from '../median.ts';
import { chinese, type Population, vocabulary } from './fill-issues.ts';
import type { OpenApi } from './open-api.ts';

/** Sequential searches of one kind, in milliseconds. */
export interface SearchTimes {
  kind: string;
  searches: number;
  p50: number;
  p95: number;
  max: number;
  slowest: string;
}

/** The queries, in these shares: rare and frequent words, identifiers, paths, phrases, Chinese, qualifiers. */
function queriesOf({ repositories, issues }: Population): { kind: string; query: string }[] {
  const any = (below: number) => Math.floor(Math.random() * below);
  /** Follows the frequency of words in text: frequent ones most. */
  const rank = () => Math.floor(vocabulary ** Math.random());
  const term = () => `term${rank()}`;
  const author = () => `author:user-${any(50)}`;
  const repository = () => `repo:demo-org/service-${any(repositories) + 1}`;
  const from = any(chinese.length - 8);
  const kinds: [kind: string, times: number, query: () => string][] = [
    ['one object', 40, () => `order ${any(issues) + 1}`],
    ['identifiers', 40, () => `service${rank()}client`],
    ['words', 40, term],
    ['two words', 20, () => `${term()} ${term()}`],
    ['paths', 20, () => `module-${any(10_000)}/index.ts`],
    ['Chinese', 10, () => chinese.slice(from, from + 4)],
    ['phrases', 10, () => `"fails for order" ${term()}`],
    ['words that all have', 10, () => (any(2) === 0 ? 'checkout fails' : 'the')],
    ['words without others', 10, () => `${term()} -${term()}`],
    ['identifiers, by state', 20, () => `Service${rank()}Client is:${any(2) === 0 ? 'open' : 'closed'}`],
    ['words, by state', 20, () => `${term()} is:open`],
    ['words, by author', 20, () => `${term()} ${author()}`],
    ['words, by author and state', 20, () => `${term()} ${author()} is:open`],
    ['words, by label and state', 20, () => `${term()} label:bug is:closed`],
    ['two words, by state', 10, () => `${term()} ${term()} is:open`],
    ['words in titles, by author', 10, () => `Service${rank()}Client in:title ${author()}`],
    ['words that all have, by author and state', 10, () => `customer ${author()} is:open`],
    ['words that all have, in a repository', 10, () => `customer ${repository()}`],
    ['words, in a repository', 10, () => `${term()} ${repository()} is:open`],
  ];
  return kinds.flatMap(([kind, times, query]) =>
    Array.from({ length: times }, () => ({ kind, query: query() })),
  );
}

/**
 * Runs each search twice and measures the second; @returns all, then those of each kind, and the number of failures.
 */
export async function measureSearch(
  api: OpenApi,
  population: Population,
): Promise<{ all: SearchTimes; kinds: SearchTimes[]; failures: number }> {
  const measured: { kind: string; query: string; ms: number }[] = [];
  let failures = 0;
  for (const isMeasured of [false, true]) {
    for (const { kind, query } of queriesOf(population)) {
      const started = performance.now();
      const url = `${api.url}/api/v1/search?q=${encodeURIComponent(query)}`;
      const response = await fetch(url, { headers: api.headers });
      await response.text();
      if (!response.ok) failures += 1;
      else if (isMeasured) measured.push({ kind, query, ms: performance.now() - started });
    }
  }
  const timesOf = (kind: string, searches: typeof measured): SearchTimes => {
    const times = searches.map(({ ms }) => ms);
    const slowest = searches.toSorted((one, other) => other.ms - one.ms)[0];
    return {
      kind,
      searches: times.length,
      p50: median(times),
      p95: quantile(times, 0.95),
      max: slowest?.ms ?? Number.NaN,
      slowest: slowest?.query ?? '',
    };
  };
  const byKind = Map.groupBy(measured, ({ kind }) => kind);
  return {
    all: timesOf('all', measured),
    kinds: [...byKind].map(([kind, searches]) => timesOf(kind, searches)),
    failures,
  };
}
