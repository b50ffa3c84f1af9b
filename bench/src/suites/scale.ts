import { benchConfig, loadConfig } from '@hubtwin/config';
import type { BenchResult } from '../result.ts';
import { measureDepth } from '../scale/measure-depth.ts';
import { measureSoak } from '../scale/measure-soak.ts';
import { measureWorkers } from '../scale/measure-workers.ts';

/**
 * A backlog worked off by more and more workers over Redis, the memory of processes beside a deep queue, and, for as
 * many minutes as `SOAK_MINUTES` says, under a steady load.
 */
export async function scaleSuite(): Promise<BenchResult[]> {
  const { bench } = loadConfig({ bench: benchConfig });
  return [
    ...(await measureWorkers(bench.deliveries)),
    ...(await measureDepth(bench.depth)),
    ...(bench.soakMinutes > 0 ? await measureSoak(bench.soakMinutes) : []),
  ];
}
