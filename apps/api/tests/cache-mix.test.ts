import { freePort, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { issueOf } from './payloads.ts';
import { startApi } from './start-api.ts';

const repositories = 60;
const repository = (n: number) => ({ id: 5_000 + n, fullName: `acme/zipf-${n}` });

/** Reproducible Zipf-distributed numbers from 0 to `count`: the probability of n is proportional to 1 / (n + 1). */
function zipf(count: number): () => number {
  const weights = Array.from({ length: count }, (_, n) => 1 / (n + 1));
  const sums = weights.map((_, n) => weights.slice(0, n + 1).reduce((sum, weight) => sum + weight, 0));
  let state = 42;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const drawn = (state / 2_147_483_648) * (sums.at(-1) ?? 0);
    return sums.findIndex((sum) => sum > drawn);
  };
}

test('under a Zipf mix of reads with 1 % writes at least 80 % are hits, and none is older than a second', async () => {
  const metricsPort = await freePort();
  await using api = await startApi({ cache: {}, metricsPort });
  const count = async (name: string) => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    return Number(new RegExp(`^${name}\\{resource="issues"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
  };
  const pick = zipf(repositories);
  /** The commits of each repository, with their times. */
  const commits: { at: number; value: number }[][] = Array.from({ length: repositories }, () => []);
  let lastValue = 0;
  const write = async (n: number) => {
    lastValue += 1;
    const value = lastValue;
    const updated_at = new Date(Date.UTC(2026, 2, 2) + value * 1_000).toISOString();
    await api.apply([
      issueOf(repository(n), { id: 6_000 + n, number: 1, title: `${value}`, updated_at }, 'edited'),
    ]);
    commits[n]?.push({ at: performance.now(), value });
  };
  /** The age of the oldest response in milliseconds: the time since the commit that it lacked. */
  let oldestMs = 0;
  const read = async (n: number) => {
    const requestedAt = performance.now();
    const { json } = await api.ask(`/api/v1/repositories/acme/zipf-${n}/issues`);
    const shown = Number(json.data[0].title);
    const lacked = commits[n]?.find(({ at, value }) => value > shown && at < requestedAt);
    if (lacked !== undefined) oldestMs = Math.max(oldestMs, requestedAt - lacked.at);
  };
  for (let n = 0; n < repositories; n++) await write(n);
  await waitFor('the cache to be in use', async () => {
    await read(0);
    return (await count('cache_hits_total')) > 0;
  });

  let turns = 3_000;
  const client = async () => {
    while (turns > 0) {
      turns -= 1;
      await (turns % 100 === 0 ? write(pick()) : read(pick()));
    }
  };
  const before = { hits: await count('cache_hits_total'), misses: await count('cache_misses_total') };
  await Promise.all(Array.from({ length: 8 }, client));
  const hits = (await count('cache_hits_total')) - before.hits;
  const misses = (await count('cache_misses_total')) - before.misses;
  expect(hits / (hits + misses)).toBeGreaterThan(0.8);
  expect(oldestMs).toBeLessThan(1_000);
});
