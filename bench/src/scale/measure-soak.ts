import { setTimeout as sleep } from 'node:timers/promises';
import { pacedLoad } from '../ingest/paced-load.ts';
import { readMemory } from '../read-memory.ts';
import { atMost, type BenchResult } from '../result.ts';
import { openServices } from './open-services.ts';

const perSecond = 100;
const lookEveryMs = 2_000;
/** Smaller growth is within the variation of garbage collection in this time. */
const maxMiBPerHour = 60;

/**
 * Memory under a steady load: the slope of a line through the minimum of each window, which excludes garbage. The first
 * quarter, in which heaps grow to their size, is not counted.
 */
export async function measureSoak(minutes: number): Promise<BenchResult[]> {
  await using services = await openServices({ workers: 1 });
  const { processes, url, secret, backlog } = services;
  const seconds = Math.ceil(minutes * 60);
  const samples = processes.map((): { hours: number; memory: number }[] => []);
  const ended = new AbortController();
  const looking = (async () => {
    const started = performance.now();
    while (!ended.signal.aborted) {
      const hours = (performance.now() - started) / 3_600_000;
      for (const [n, { pid }] of processes.entries()) samples[n]?.push({ hours, memory: readMemory(pid) });
      await sleep(lookEveryMs);
    }
  })();
  const { failures } = await pacedLoad({ url, secret, perSecond, seconds, warmUpSeconds: 0 });
  ended.abort();
  await looking;
  await backlog.empty();
  return [
    ...processes.map(({ name }, n) =>
      atMost('scale', `${minutes} minutes at ${perSecond}/s: growth of ${name}`, {
        ours: slopeOf(samples[n] ?? []),
        limit: maxMiBPerHour,
        unit: 'MiB/h',
      }),
    ),
    atMost('scale', `${minutes} minutes at ${perSecond}/s: deliveries not accepted`, {
      ours: failures,
      limit: 0,
      unit: '',
    }),
  ];
}

const windows = 12;

function slopeOf(samples: readonly { hours: number; memory: number }[]): number {
  const counted = samples.slice(Math.floor(samples.length / 4));
  const size = Math.max(1, Math.floor(counted.length / windows));
  const lowest = Array.from({ length: Math.floor(counted.length / size) }, (_, n) =>
    counted.slice(n * size, (n + 1) * size).reduce((one, other) => (other.memory < one.memory ? other : one)),
  );
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [hours, memory] = [mean(lowest.map((each) => each.hours)), mean(lowest.map((each) => each.memory))];
  const together = lowest.reduce((sum, each) => sum + (each.hours - hours) * (each.memory - memory), 0);
  return together / lowest.reduce((sum, each) => sum + (each.hours - hours) ** 2, 0);
}
