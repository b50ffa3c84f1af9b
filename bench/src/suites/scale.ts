import { benchConfig, loadConfig } from '@hubtwin/config';
import type { BenchResult } from '../result.ts';
import { measureDepth } from '../scale/measure-depth.ts';
import { measureSoak } from '../scale/measure-soak.ts';
import { measureWorkers } from '../scale/measure-workers.ts';

/**
 * A backlog processed by an increasing number of workers over Redis, the memory of processes with a deep queue, and,
 * for `SOAK_MINUTES`, under a steady load.
 */
export async function scaleSuite(): Promise<BenchResult[]> {
  const { bench } = loadConfig({ bench: benchConfig });
  return [
    ...(await measureWorkers(bench.deliveries)),
    ...(await measureDepth(bench.depth)),
    ...(bench.soakMinutes > 0 ? await measureSoak(bench.soakMinutes) : []),
  ];
}
