import { testSettings } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { parseFile } from '../src/parse-file.ts';
import { hostileTexts } from './hostile-texts.ts';

const bytes = testSettings.hostileBytes;

/** CPU time of this thread, in milliseconds: independent of the load of the machine. */
function cpuMs(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

function parse(path: string, text: string): void {
  try {
    parseFile({ path, role: path === 'plan.md' ? 'plan' : 'manifest' }, text);
  } catch {
    // A quick rejection is acceptable too.
  }
}

test.for(hostileTexts)(
  `no text of ${bytes} bytes occupies the parser of $path for a second`,
  ({ path, shapes }) => {
    expect(shapes.length).toBeGreaterThanOrEqual(30);
    const measured = shapes.map(({ name, build }) => {
      const text = build(bytes);
      return { name, ms: cpuMs(() => parse(path, text)) };
    });
    expect(measured.filter(({ ms }) => ms > 1_000)).toEqual([]);
  },
);
