import { rmSync } from 'node:fs';
import { createTestFolder, startNpm, stopNpm, type WayToStop, waitFor } from '@hubtwin/test-kit';
import { median } from '../median.ts';
import { atLeast, type BenchResult, below } from '../result.ts';

const stops = 20;
const withinMs = 10_000;
const ways: WayToStop[] = ['Ctrl-C in the terminal', 'SIGTERM to npm', 'SIGTERM to its process group'];

/** How often `npm start` and all its processes end within ten seconds of a stop, and how long that takes. */
export async function stopSuite(): Promise<BenchResult[]> {
  const folder = createTestFolder('bench-stop');
  const results: BenchResult[] = [];
  for (const way of ways) {
    const took: number[] = [];
    for (let stop = 0; stop < stops; stop++) {
      await using up = await startNpm(folder);
      await waitFor('hubtwin to run', () => up.output().includes('Hubtwin runs'), { timeoutMs: 60_000 });
      const { ms, left } = await stopNpm(up, way, withinMs);
      if (left.length === 0) took.push(ms);
      else console.error(`${way} left ${left.join('\n')}\n${up.output()}`);
    }
    results.push(
      atLeast('stop', `${way}: complete stops of ${stops}`, {
        ours: took.length,
        limit: stops,
        unit: 'stops',
      }),
      below('stop', `${way}: time of a stop, median`, { ours: median(took), limit: withinMs, unit: 'ms' }),
    );
  }
  rmSync(folder, { recursive: true });
  return results;
}
