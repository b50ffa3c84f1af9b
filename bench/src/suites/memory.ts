import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestFolder, residentMiB, startNpm, stopNpm, waitFor } from '@hubtwin/test-kit';
import { type BenchResult, below } from '../result.ts';

const afterMs = 120_000;
const limitMiB = 600;

/** The resident memory of the Node processes of the demo two minutes after its first start, including npm's. */
export async function memorySuite(): Promise<BenchResult[]> {
  const folder = createTestFolder('bench-memory');
  await using up = await startNpm(folder);
  await waitFor('hubtwin to run', () => up.output().includes('Hubtwin runs'), { timeoutMs: 60_000 });
  await sleep(afterMs);
  let total = 0;
  for (const { pid, command } of up.processes().filter(({ command }) => isNode(command))) {
    const ours = await residentMiB(pid);
    console.error(`${Math.round(ours)} MiB  ${command.slice(0, 100)}`);
    total += ours;
  }
  await stopNpm(up, 'SIGTERM to npm');
  rmSync(folder, { recursive: true });
  const name = 'Node processes of the demo, two minutes after its first start';
  return [below('memory', name, { ours: total, limit: limitMiB, unit: 'MiB' })];
}

/** npm sets a title for its process. */
const isNode = (command: string) => /^(npm |(\S*\/)?node )/.test(command);
